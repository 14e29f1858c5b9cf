using System.Text;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Shouldly;

namespace ClientVitals.Tests.Calls;

/// <summary>What a file comes to, with its account.</summary>
internal sealed record ReadCalls(IReadOnlyList<CallRow> Rows, IReadOnlyList<Reject> Rejects, IReadOnlyList<string> Notes, CallFile File)
{
    public static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly CallFileOptions Dubai = new(Now, BusinessZone.Of("Asia/Dubai"));

    public static ReadCalls Of(string text, CallFileOptions? options = null) => Of(Encoding.UTF8.GetBytes(text), options);

    public static ReadCalls Of(byte[] bytes, CallFileOptions? options = null)
    {
        using var file = CallFile.Of("calls.csv", bytes, options ?? Dubai);
        var rejects = new List<Reject>();
        var rows = file.Rows(rejects.Add).ToList();
        file.Account.Read.ShouldBe(rows.Count + rejects.Count);
        file.Account.Accepted.ShouldBe(rows.Count);
        return new(rows, rejects, [.. file.Notes.Select(note => note.InCommand.ToString())], file);
    }

    /// <summary>The only call of a file of which nothing is refused.</summary>
    public static CallRow One(string text, CallFileOptions? options = null)
    {
        var read = Of(text, options);
        read.Rejects.ShouldBeEmpty();
        return read.Rows.ShouldHaveSingleItem();
    }

    /// <summary>Options with words taught as the command line does.</summary>
    public static CallFileOptions Taught(params string[] values) => Dubai with { Words = [.. values.Select(TaughtCalls.Of)] };

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
