// Every operator x every option x every command on operators: an option that is taken changes what comes out, or another sentence tells
// that it was looked at; one that is not is refused by name. None is taken and ignored.
#include <algorithm>
#include <map>
#include <optional>

#include "cli_test.h"
#include "core/operators/operators.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using testing::Not;

// Options and their values, empty for a flag.
using Given = std::map<std::string, std::string>;

Given with(Given given, const Given& more) {
  for (const auto& [option, value] : more) given[option] = value;
  return given;
}

std::string line(const std::string& command, const Operator& op, const Given& given) {
  std::string text = command + " " + std::string(op.id);
  for (const auto& [option, value] : given) text += " " + option + (value.empty() ? "" : " " + value);
  return text;
}

// An option of a setting, with a value that is not what holds without it, beside the options that this needs.
struct Probe {
  std::optional<Setting> setting;  // none of what is no size
  std::string option, value;
  Given beside = {};
  std::string told = "nothing else";  // part of the sentence that refuses the value, or the two together
};

std::string output_of(const Operator& op) {
  return op.category == Category::cropping ? "3x4" : op.category == Category::insertion ? "10x11" : "9x12";
}

// With padding, so that what is more at the end is reached.
Given strided(const Operator& op) {
  Given given;
  if (op.takes(Setting::stride)) given["-s"] = "2";
  if (op.takes(Setting::kernel_size)) given["-p"] = "1";
  return given;
}
Given sized(const Operator& op) { return op.takes(Setting::scale) ? Given{{"--output", "8x9"}} : Given{}; }

std::vector<Probe> settings_of(const Operator& op) {
  return {
      {Setting::kernel_size, "-k", "3x2"},
      {Setting::stride, "-s", "2x1"},
      {Setting::padding, "-p", "1x0"},
      {Setting::dilation, "-d", "2x1"},
      {Setting::flip, "--flip", ""},
      {Setting::output_padding, "-a", "1x0", strided(op)},
      {Setting::rule, "--same", ""},
      {Setting::rule, "--same-lower", ""},
      {Setting::rule, "--valid", "", {{"-p", "1x0"}}, "--valid and -p exclude each other"},
      {Setting::rule, "--causal", ""},
      {Setting::padding, "-p", "0,1,1,0"},
      {Setting::output, "--output", output_of(op), op.takes(Setting::scale) ? Given{} : strided(op)},
      {Setting::groups, "--groups", "3", {}, "groups"},
      {Setting::ceil_mode, "--ceil-mode", "", {{"-s", "2"}}},
      {Setting::count_include_pad, "--count-include-pad", "", {{"--same", ""}}},
      {Setting::count_include_pad, "--exclude-pad", "", {{"-p", "1"}}},
      {Setting::coordinates, "--align-corners", "", sized(op)},
      {Setting::coordinates, "--coordinates", "align-corners", sized(op)},
      {Setting::rounding, "--rounding", "ceil", sized(op)},
      {Setting::scale, "--scale", "1.5"},
  };
}

// A command, and what it looks at of the settings.
struct Command {
  std::string name;
  SettingSet settings;
  bool (*has)(const Operator& op);
};

class Options : public test::CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    write("x.json", R"({"shape": [2, 5, 6], "data": [)" + numbers(60, 97) + "]}");
    write("k.json", R"({"shape": [2, 2, 2, 3], "data": [)" + numbers(24, 19) + "]}");
    write("small.json", R"({"shape": [2, 4, 4], "data": [)" + numbers(32, 19) + "]}");
    write("large.json", R"({"shape": [2, 6, 8], "data": [)" + numbers(96, 89) + "]}");
    write("at.json", R"({"shape": [2, 5, 6], "data": [)" + numbers(60, 17) + "]}");
    write("at.csv", rows(16));
    write("others.csv", rows(11));
    for (const auto& [name, bytes] : files()) given_.push_back(name);
  }

  // Without a remainder, each operator's smallest request.
  Given request(const std::string& command, const Operator& op) const {
    Given given{{"-i", "5x6"}};
    if (op.takes(Setting::kernel_size)) given["-k"] = "2x3";
    if (command == "sizes") return with(given, {{"--json", ""}});
    given["-o"] = "out.json";
    if (op.switches == SwitchUse::operand) given["--indices"] = "at.csv";
    if (command == "matrix") return op.switches == SwitchUse::beside ? with(given, {{"--input", "digits"}}) : given;
    if (command == "steps") return given;
    given["--device"] = "cpu";
    if (op.switches == SwitchUse::operand) given["--indices"] = "at.json";
    if (op.first == Operand::output_grad || op.second == Operand::output_grad) given["--grad"] = "digits";
    return op.first == Operand::output_grad ? given : with(given, {{"--input", "x.json"}});
  }

  // What came out, in files or on standard output.
  std::string made(const std::string& arguments) {
    const test::Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 0) << arguments << "\n" << outcome.err;
    const std::string all = arguments.starts_with("sizes") ? outcome.out : all_files();
    clear();
    return all;
  }

  void expect_sense(const Command& command, const Operator& op, const Probe& probe) {
    const Given plain = request(command.name, op);
    const bool taken = !probe.setting || (op.takes(*probe.setting) && command.settings.has(*probe.setting));
    const Given base = taken ? with(plain, probe.beside) : plain;
    const std::string asked = line(command.name, op, with(base, {{probe.option, probe.value}}));
    const test::Outcome outcome = run(asked);
    const std::string found = command.name == "sizes" ? outcome.out : all_files();
    clear();
    SCOPED_TRACE(asked + "\n" + outcome.err);
    if (outcome.status == 0) {
      EXPECT_TRUE(taken);
      EXPECT_NE(found, made(line(command.name, op, base))) << "taken and ignored";
      return;
    }
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1);
    const bool told = outcome.err.find(probe.told) != std::string::npos;
    const bool named = outcome.err.find("takes no " + probe.option) != std::string::npos;
    EXPECT_TRUE(!probe.setting ? told || named : taken ? told : named);
  }

  void expect_sense(const Command& command, std::vector<Probe> (*others)(const Operator& op)) {
    for (const Operator& op : operator_table()) {
      if (!command.has(op)) continue;
      for (const Probe& probe : settings_of(op)) expect_sense(command, op, probe);
      for (const Probe& probe : others(op)) expect_sense(command, op, probe);
    }
  }

 private:
  static std::string numbers(int count, int modulus) {
    std::string text;
    for (int n = 0; n < count; ++n) text += (n ? ", " : "") + std::to_string(n * n % modulus);
    return text;
  }
  static std::string rows(int modulus) {
    std::string text;
    for (int n = 0; n < 30; ++n) text += std::to_string(n % modulus) + (n % 6 == 5 ? "\n" : ",");
    return text;
  }
  std::string all_files() const {
    std::string all;
    for (const auto& [name, bytes] : files()) all += name + ":" + bytes;
    return all;
  }
  void clear() {
    for (const auto& [name, bytes] : files()) {
      if (std::ranges::count(given_, name) == 0) std::filesystem::remove(at(name));
    }
  }

  std::vector<std::string> given_;
};

const Probe kFormat{{}, "--format", "npy"};

// A setting that nobody probes could be taken and ignored.
TEST(OptionProbes, ThereIsOneForEverySetting) {
  const std::vector<Probe> probes = settings_of(operator_table().front());
  for (unsigned n = 0; n < 32; ++n) {
    const auto setting = static_cast<Setting>(n);
    if (!kAllSettings.has(setting)) continue;
    EXPECT_TRUE(std::ranges::find(probes, std::optional(setting), &Probe::setting) != probes.end()) << n;
  }
}

TEST_F(Options, OfSizesAreTakenOrRefused) {
  expect_sense({"sizes", kPlaneSettings, kAllOperators.has}, [](const Operator&) {
    return std::vector<Probe>{{{}, "--dims", "1", {}, "has 2 numbers, but one is needed here"}};
  });
}

TEST_F(Options, OfMatrixAreTakenOrRefused) {
  expect_sense({"matrix", kAllSettings, has_matrix}, [](const Operator&) {
    return std::vector<Probe>{{{}, "--kernel", "ones"},
                              {{}, "--channels", "2x3"},
                              {{}, "--input", "counting", {}, "-i and --input exclude each other"},
                              {{}, "--indices", "others.csv"},
                              {{}, "--indices-as", "onnx-column"},
                              {{}, "--transpose", ""},
                              {{}, "--im2col", "", {}, "conv --im2col needs --input."},
                              {{}, "--symbols", ""},
                              kFormat};
  });
}

TEST_F(Options, OfStepsAreTakenOrRefused) {
  expect_sense({"steps", kAllSettings, is_recorded}, [](const Operator&) {
    return std::vector<Probe>{
        {{}, "--kernel", "ones"},        {{}, "--input", "counting"},         {{}, "--channels", "2x3"}, {{}, "--bias", "2"},
        {{}, "--indices", "others.csv"}, {{}, "--indices-as", "onnx-column"}, {{}, "--view", "scatter"}, kFormat};
  });
}

TEST_F(Options, OfApplyAreTakenOrRefused) {
  expect_sense({"apply", kAllSettings, kAllOperators.has}, [](const Operator& op) {
    const bool writes = op.switches == SwitchUse::beside;
    const Given gradient = op.first == Operand::output_grad ? Given{{"--grad", op.transposed ? "large.json" : "small.json"}} : Given{};
    const Given kernel = op.has_kernel() ? Given{{"--kernel", "k.json"}} : Given{};
    return std::vector<Probe>{{{}, "--kernel", "ones"},
                              {{}, "--input", "counting", {}, "is needed."},
                              {{}, "--grad", "counting"},
                              {{}, "--bias", "1,2"},
                              {{}, "--dims", "1", {}, "has 2 numbers, but one is needed here"},
                              {{}, "--indices", writes ? "made.npy" : "small.json", {}, "is needed."},
                              {{}, "--indices-as", "onnx-column", writes ? Given{{"--indices", "made.npy"}} : Given{}, "names a cell of"},
                              {{}, "--layout", "nhwc", gradient, "is needed."},
                              {{}, "--kernel-layout", "hwio", kernel, "is needed."},
                              {{}, "--depth", "16", {}, "--depth 16 is for"},
                              kFormat};
  });
}

// Help offers what some operator of the command takes, and names those that take an option alone.
TEST_F(Options, HelpOffersWhatIsTaken) {
  EXPECT_THAT(does("sizes --help").out, Not(HasSubstr("--groups")));
  for (const char* command : {"apply", "matrix", "steps"}) EXPECT_THAT(does(std::string(command) + " --help").out, HasSubstr("--groups"));
  for (const char* command : {"matrix", "steps"}) {
    EXPECT_THAT(does(std::string(command) + " --help").out, Not(HasSubstr("where its switches go")));
    EXPECT_THAT(does(std::string(command) + " --help").out, HasSubstr("max-unpool: where its switches come from"));
  }
  EXPECT_THAT(does("apply --help").out, HasSubstr("max-pool: where its switches go"));
  EXPECT_THAT(does("steps --help").out, HasSubstr(operator_ids(is_recorded)));
  refuses("sizes conv -i 5 -k 3 --groups 2", "sizes takes no --groups.");
}

TEST_F(Options, NamesOfOperatorsInMessagesAreTheTables) {
  refuses("matrix conv-kernel-grad -i 4 -k 3 -o C.csv",
          "There is no operator with a matrix named \"conv-kernel-grad\"; there are: " + operator_ids(has_matrix));
  refuses("steps crop -i 4 -o s.csv", "There is no operator with recorded steps named \"crop\"; there are: " + operator_ids(is_recorded));
  EXPECT_THAT(run("matrix crops -i 4 -o C.csv", {"LANG=zh_CN.UTF-8"}).err, HasSubstr("有矩阵的算子"));
}

}  // namespace
}  // namespace deconvlab
