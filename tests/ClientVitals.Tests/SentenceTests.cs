using System.Text.Json;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>A sentence keeps its values apart until somebody says it.</summary>
public sealed class SentenceTests
{
    [Fact]
    public void An_interpolated_string_becomes_one_with_its_values_apart()
    {
        var (file, day, share) = ("a{b}.csv", new DateOnly(2026, 1, 31), 0.5);
        Sentence said = $"{file} of {day:d MMM} {{as it is}}: {share,6:0.0}.";
        said.Pattern.ShouldBe("{0} of {1:d MMM} {{as it is}}: {2,6:0.0}.");
        said.Values.ShouldBe([file, day, share]);
        said.ToString().ShouldBe("a{b}.csv of 31 Jan {as it is}:    0.5.");
        ((Sentence)$"A part: {file.AsSpan(0, 1)}").ToString().ShouldBe("A part: a");
    }

    [Fact]
    public void An_error_keeps_them_apart_by_itself()
    {
        var minutes = 2000;
        new PlainError($"Minutes must be 0 to 1440, not {minutes}.").Said.Pattern.ShouldBe("Minutes must be 0 to 1440, not {0}.");
        new PlainError($"Minutes must be 0 to 1440, not {minutes}.").Message.ShouldBe("Minutes must be 0 to 1440, not 2000.");
        new ClientVitals.Access.ForbiddenException($"No {minutes}.").Said.Pattern.ShouldBe("No {0}.");
        new PlainError("Braces {0} stay.").Message.ShouldBe("Braces {0} stay.");
    }

    [Fact]
    public void Sentences_stand_in_sentences_and_lists()
    {
        Sentence inner = $"{2} days";
        Sentence list = Sentence.Join("; ", [inner, $"{3} weeks"]);
        Sentence said = $"It takes {inner}: {list}.";
        said.ToString().ShouldBe("It takes 2 days: 2 days; 3 weeks.");
        said.Values[0].ShouldBeSameAs(inner);
        list.Pattern.ShouldBe("{0}; {1}");
    }

    [Fact]
    public void In_json_it_is_its_text_and_two_of_one_text_are_equal()
    {
        var said = (Sentence)$"It has {1} line";
        JsonSerializer.Serialize(new { said }).ShouldBe("""{"said":"It has 1 line"}""");
        JsonSerializer.Deserialize<Sentence>("\"It has 1 line\"").ShouldBe(said);
    }
}
