using System.Globalization;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>What the first steps say, on Today and on their own page, and what an empty page says of what comes first.</summary>
internal sealed class StartTexts(Language language)
{
    /// <summary>The word in the address that says that clients were taken back.</summary>
    internal const string ClientsBack = "clients-back";

    public string Title => language.Say("First steps");

    public string DoneOf(int done, int all) => language.Say("{0} of {1} done", done, all);

    public string About => language.Say("What a business sets up once: it takes about three minutes, and each step can be skipped.");

    public string Done => language.Say("done");

    public string LeftOut => language.Say("skipped");

    public string Skip => language.Say("Skip");

    public string SkipStep(string step) => language.Say("Skip: {0}", step);

    public string AfterAll => language.Say("Do it after all");

    public string Hide => language.Say("Hide this list");

    public string IsHidden => language.Say("The first steps are hidden. Ctrl K finds them again: “Show the first steps”.");

    public string Undo => language.Say("Undo");

    public string ShowOnToday => language.Say("Show them on Today again");

    public string ToToday => language.Say("Go to Today");

    public string Zone => language.Say("Your time zone");

    public string ZoneWhy => language.Say("Days and weeks begin at midnight in this zone, and times in your files are read in it unless they name another. A phone number without a country code is read as one of this country.");

    public string ZoneField => language.Say("Time zone");

    /// <summary>Filled in by the script with what the browser says.</summary>
    public string ZoneOfBrowser => language.Say("Your browser is in {0}.");

    public string CountryField => language.Say("Country");

    public string UseZone => language.Say("Use this time zone");

    public string ZoneDone(string zone, string country) => language.Say("Days and weeks follow {0}; numbers without a country code are read as numbers of {1}.", zone, country);

    public string Change => language.Say("Change it in the settings");

    public string Calls => language.Say("Your calls");

    public string CallsWhy => language.Say("A CSV, an Excel workbook or JSON, as your telephone system or CRM exports it; half a year of calls is a good beginning. You see a preview before anything is imported.");

    public string File => language.Say("File of calls");

    public string Preview => language.Say("Preview");

    public string Connect => language.Say("Connect a telephone system or CRM");

    public string Connected(int sources) => sources == 1
        ? language.Say("One system is connected and delivers from now on. Import its export too, so that the months before are known.")
        : language.Say("{0} systems are connected and deliver from now on. Import their exports too, so that the months before are known.", sources);

    public string CallsDone => language.Say("Your calls are here.");

    public string AnotherFile => language.Say("Import another file");

    public string Words => language.Say("What your words mean");

    public string WordsWhy(int words, string file) => words == 1
        ? language.Say("One word in {0} is not known, so calls with it may not count.", file)
        : language.Say("{1} words in {0} are not known, so calls with them may not count.", file, words);

    public string Explain => language.Say("Say what they mean");

    public string Analysis => language.Say("The first analysis");

    public string AnalysisWaits => language.Say("It begins by itself as soon as a file is imported.");

    public string AnalysisRuns => language.Say("The analysis is running: each client's calls are compared with their own usual week. The result appears here by itself.");

    /// <summary>What it does at the moment.</summary>
    public string Step(Sentence step) => Wording.First(language.Say(step));

    public string AnalysisReady => language.Say("Your calls are here, and nobody has been analysed yet. It takes a few seconds; from tomorrow on it runs each morning.");

    public string AnalyseNow => language.Say("Analyse now");

    public string AnalysisFailed => language.Say("The analysis did not come to an end.");

    public string AnalysisDone => language.Say("Your clients are analysed; from now on it runs each morning.");

    public string NoPatternYet => language.Say("Nobody has calls enough for a pattern yet: a client needs calls on 5 days over 4 weeks. Import the months before, too.");

    public string Found(int analysed, string written, int listed, string writtenListed) => (analysed, listed) switch
    {
        (1, _) => listed == 0 ? language.Say("One client is analysed, and they call as usual.") : language.Say("One client is analysed, and they call less than usual."),
        (_, 0) => language.Say("{0} clients are analysed; nobody calls less than usual.", written),
        (_, 1) => language.Say("{0} clients are analysed; one calls less than usual.", written),
        _ => language.Say("{0} clients are analysed; {1} call less than usual.", written, writtenListed),
    };

    public string Scoring => language.Say("The first health scores");

    public string ScoringRuns => language.Say("The scores are being made from your sessions and packages. The result appears here by itself.");

    public string ScoringReady => language.Say("Sessions or packages are here, and nobody has a score yet. It takes a few seconds; from tomorrow on scores are made each morning.");

    public string NobodyScored => language.Say("The last scoring found nobody who can be scored. Import sessions of the last 30 days, too.");

    public string Scored(int scored, int clients, PageContext seen) => clients == 1
        ? language.Say("Your client has a score; from now on it is made each morning.")
        : language.Say("{0} of {1} clients have a score; from now on scores are made each morning.", seen.Whole(scored), seen.Whole(clients));

    public string ScoringFailed => language.Say("The scoring did not come to an end.");

    public string ScoringDone => language.Say("Your clients have scores; from now on they are made each morning.");

    public string SeeScores => language.Say("See them under Health");

    public string ScoreNow => language.Say("Make the scores now");

    public string Coaches => language.Say("Your coaches");

    public string CoachesWait => language.Say("Coaches named in your calls are listed here after the import, each with an invitation to send.");

    public string CoachesWhy => language.Say("Your calls name these coaches, and they have no account. Once invited, a coach sees their own clients and nobody else's.");

    public string CoachesDone => language.Say("Every coach named in your calls has an account.");

    public string Clients(int clients) => language.Count(clients, "1 client", "{0} clients");

    public string ClientsToTake(int clients) => language.Count(clients, "1 client without a coach, who will be theirs", "{0} clients without a coach, who will be theirs");

    public string EmailOf(string coach) => language.Say("E-mail of {0}", coach);

    public string Invite => language.Say("Invite as coach");

    public string InviteCoach(string coach) => language.Say("Invite as coach: {0}", coach);

    public string PartOfClients => language.Say(
        "You have many clients without a coach, so only the first {0} of them were looked at. Give the others their coach in the list of clients.", UninvitedCoaches.MostClients.ToString("#,0", CultureInfo.InvariantCulture));

    public string PartOfCoaches => language.Say("These are the {0} with the most clients. The next ones appear once these are invited.", UninvitedCoaches.Most);

    public string Given => language.Say("Clients given with an invitation");

    public string GivenTo(GivenClient given, PageContext seen) => language.Say(
        given.Clients == 1 ? "{0}: {1} client, {2}" : "{0}: {1} clients, {2}", given.Coach, seen.Whole(given.Clients), seen.Moment(given.GivenAt));

    public string UndoGiven(string coach) => language.Say("Undo: the clients given to {0}", coach);

    public string TheirsNow(int clients, PageContext seen) =>
        language.Say(clients == 1 ? "One client without a coach is theirs now." : "{0} clients without a coach are theirs now.", seen.Whole(clients));

    /// <summary>What was done, by the word in the address; null = there is no such word.</summary>
    public string? Flash(string? word, int? count) => word == ClientsBack
        ? language.Count(count ?? 0, "One client has no coach again. The account stays.", "{0} clients have no coach again. The account stays.")
        : null;

    public string MoreCoaches(int more) => language.Count(more, "One more coach", "{0} more coaches");

    public string Mailed => language.Say("The invitation is on its way by mail.");

    public string NotMailed => language.Say("The invitation was not mailed. Send the link yourself.");

    public string Because(Sentence why) => language.Say("{0}.", Wording.First(language.Say(why)));

    public string LinkFor(string email) => language.Say("The invitation link for {0}: it works once, until it expires", email);

    public string NoAnalysis => language.Say("No analysis yet");

    public string FirstImport => language.Say("Clients and their patterns appear here after the first import and its analysis.");

    public string SeeSteps => language.Say("See what to do first");

    public string NobodyOfYours => language.Say("None of your clients has been analysed yet. They appear here once an owner or admin has imported calls that name you as the coach.");

    public string NoStaff => language.Say("Your account is not linked to a coach yet, so no client is shown. Ask an owner or admin to link it.");

    public string WhatSettersDo => language.Say("Find a client by name, e-mail or number to call them. On their page you log calls, write notes and enter days away.");

    public string NoClientsOfYours => language.Say("No client has you as their coach yet. An owner or admin makes you the coach of clients, or imports calls that name you.");

    public string NoClientsForSetter => language.Say("There are no clients yet: they are made when an owner or admin imports calls. Ask them to begin.");
}
