using ClientVitals.Cli;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>The manual in docs is what the program prints.</summary>
public sealed class ManualLaw
{
    [Fact]
    public async Task The_manual_in_docs_is_what_the_program_prints()
    {
        var file = Path.Combine(TestCluster.Root(), "docs", "command-line.md");
        var printed = Manual.Text();
        if (Environment.GetEnvironmentVariable("VITALS_WRITE_GENERATED") is "1")
        {
            await File.WriteAllTextAsync(file, printed, TestContext.Current.CancellationToken);
        }
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            .ShouldBe(printed, "write it again: ./vitals manual > docs/command-line.md");
    }

    [Fact]
    public void Every_command_and_every_option_says_what_it_is_for()
    {
        var silent = Manual.Everything().Where(symbol => string.IsNullOrWhiteSpace(symbol.Description)).Select(symbol => symbol.Name);
        silent.ShouldBeEmpty();
    }
}
