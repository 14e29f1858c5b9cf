using ClientVitals.Calls;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the page of an uploaded file says, and what is said where it cannot be taken.</summary>
internal sealed class FileTexts(Language language)
{
    /// <summary>Said by <see cref="Core"/>: who imports or looks at a file leaves the request behind.</summary>
    public const string ImportBroke = "Something failed on the server; nothing was imported. Try again, and read the log if it fails again.";

    public const string PreviewBroke = "Something failed on the server; try again, and read the log if it fails again.";

    public string Data => language.Say("Data");

    public string AsLastTime => language.Say("As last time");

    public string RecalledChanged => language.Say("This began with what was chosen for the last file of this source, and was changed since.");

    public string KeptForNext => language.Say("It is kept for the next file when you import.");

    public string Forget => language.Say("Forget these choices");

    public string Update => language.Say("Update the preview");

    public string LookAtAll => language.Say("Look at all lines");

    public string Import => language.Say("Import");

    public string FirstCalls => language.Say("The first calls as they are read");

    public string FirstCallsLabel => language.Say("The first calls");

    public string When => language.Say("When");

    public string Client => language.Say("Client");

    public string What => language.Say("What");

    public string Staff => language.Say("Staff");

    public string Coach => language.Say("Coach");

    public string WhatOf(CallRow call) => language.Say("{0}, {1}", language.Say(Wording.Word(call.Channel)), language.Say(Wording.Word(call.Status)));

    /// <summary>A sentence that the core wrote about the file.</summary>
    public string Core(Sentence sentence) => language.Say(sentence);

    public string ImportFailed(Sentence why) => language.Say("The import failed: {0}", Core(why));

    public string LookingAtAll(string name) => language.Say("Looking at all of {0}", name);

    public string NothingImported => language.Say("Nothing is imported.");

    /// <summary>What was done, by the word in the address; null = there is no such word.</summary>
    public string? Done(string? word) => word == "reading-forgotten" ? language.Say("What was chosen for earlier files of this source is forgotten.") : null;

    public string OnlyAFile => language.Say("This address accepts only a form with a file.");

    public string OnlyAForm => language.Say("This address accepts only a form.");

    public string ChooseFile => language.Say("Choose a file that is not empty: CSV, an Excel workbook or JSON.");

    public string NoSuchKind(IEnumerable<string> kinds) => language.Say("The file must hold one of {0}.", string.Join(", ", kinds));

    /// <summary>What the first rows are, above their table.</summary>
    public string FirstRows(string kind) => kind switch
    {
        "sessions" => language.Say("The first sessions as they are read"),
        "packages" => language.Say("The first packages as they are read"),
        "payments" => language.Say("The first payments as they are read"),
        "people" => language.Say("The first people as they are read"),
        _ => language.Say("The first rows as they are read"),
    };

    /// <summary>One of our words, such as NO_SHOW.</summary>
    public string Word(string word) => language.Say(Wording.Word(word));

    public string Line => language.Say("Line");

    /// <summary>A field's word for people: <c>starts_at</c> is "starts at".</summary>
    public string Field(string word) => language.Say(word.Replace('_', ' '));

    public string TooLong(string text, int most) => language.Say("\"{0}…\" has {1} characters; at most {2} are allowed here.", text[..20], text.Length, most);

    public string NotStored(string why) => language.Say("The file could not be stored on the server ({0}); free some space there, or import it with vitals calls import.", why);

    public string None => language.Say("No such file");

    public string NoneHint => language.Say("The file is no longer on the server; upload it again.");
}
