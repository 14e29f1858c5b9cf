using ClientVitals.Calls;
using ClientVitals.Calls.Previews;
using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the fields say by which the reading of a file is chosen.</summary>
internal sealed class ReadingTexts(Language language)
{
    public string Columns => language.Say("Columns");

    public string Column(int number) => language.Say("column {0}", number);

    public string AsRecognised => language.Say("as recognised");

    /// <summary>What a column is read as where nothing is chosen; <c>started_at</c> is "started at".</summary>
    public string RecognisedField(string field) => language.Say("{0} (recognised)", Field(field));

    public string Field(string word) => language.Say(word.Replace('_', ' '));

    public string NothingThere => language.Say("nothing on the first lines");

    public string Reading => language.Say("How it is read");

    public string Zone => language.Say("Time zone");

    public string ZoneHint => language.Say("of times for which the file names none");

    public string Dates => language.Say("Dates like 03/04/2026 or 25-11-03");

    public string AsFile => language.Say("as the file shows");

    public string DayFirst => language.Say("3 April: the day first");

    public string MonthFirst => language.Say("4 March: the month first");

    public string YearFirst => language.Say("3 November 2025: the year first");

    public string Lengths => language.Say("Lengths");

    public string UnchosenUnit(LengthReading? length) => length is { IsChosen: false } ? language.Say("{0} (recognised)", language.Say(length.Unit)) : AsRecognised;

    public string Unit(LengthUnit unit, LengthReading? length) => length?.Suggestion == unit.Word()
        ? language.Say("{0} (suggested)", language.Say(unit.Word()))
        : language.Say(unit.Word());

    public string Country => language.Say("Country of numbers");

    public string CountryHint => language.Say("two letters, for numbers without a country code");

    public string Encoding => language.Say("Encoding");

    public string ByItsBytes => language.Say("by its bytes");

    public string Sheet => language.Say("Sheet");

    public string FirstSheet => language.Say("the first with column names");

    public string SheetHint => language.Say("of a workbook, by name or number");

    public string Source => language.Say("Name of the source");

    /// <param name="kind">What the file holds.</param>
    public string SourceHint(string kind) => kind == "calls"
        ? language.Say("call ids are unique within it; its next file starts with these choices") : language.Say("ids are unique within it; its next file starts with these choices");

    /// <inheritdoc cref="SourceHint"/>
    public string MatchOnly(string kind) => kind == "calls"
        ? language.Say("Add no clients: calls of unknown people are kept as unmatched") : language.Say("Add no clients: rows of unknown people are kept as unmatched");
}
