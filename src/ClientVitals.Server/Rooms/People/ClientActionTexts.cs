using ClientVitals.People;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.People;

/// <summary>What can be done with a client on their page, and what is answered when it cannot.</summary>
internal sealed class ClientActionTexts(Language language)
{
    public string Call(string phone) => language.Say("Call {0}", phone);

    public string Reached => language.Say("Log: reached");

    public string NoAnswer => language.Say("Log: no answer");

    public string EarlierCall => language.Say("Log an earlier call …");

    public string When(string zone) => language.Say("When ({0})", zone);

    public string Minutes => language.Say("Minutes");

    public string Answered => language.Say("Answered");

    public string Yes => language.Say("Yes");

    public string No => language.Say("No");

    public string WhatWasSaid => language.Say("What was said");

    public string SaveCall => language.Say("Save call");

    public string BackToday => language.Say("Back from today on");

    public string WriteNote => language.Say("Note …");

    public string Note => language.Say("Note");

    public string SaveNote => language.Say("Save note");

    public string EnterPause => language.Say("Pause …");

    public string FirstDayAway => language.Say("First day away");

    public string FirstDayBack => language.Say("First day back");

    public string Why => language.Say("Why");

    /// <summary>Why somebody is away.</summary>
    public string Reason(PauseReason reason) => language.Say(reason == PauseReason.Other ? "No special reason" : Wording.First(Wording.Word(reason)));

    public string SavePause => language.Say("Save pause");

    public string EnterEnd => language.Say("Ends …");

    public string EndsOn => language.Say("Ends on (no calls expected from this day)");

    public string ReasonOfEnd => language.Say("Reason for the end");

    /// <summary>Why a relation ends, as the form sends it.</summary>
    public IReadOnlyList<(string Reason, string Name)> EndReasons =>
    [
        ("package", language.Say("Last day of the package")),
        ("agreed", language.Say("An end was agreed")),
        ("left", language.Say("They left")),
        ("other", language.Say("No special reason")),
    ];

    public string SaveEnd => language.Say("Save the end");

    public string NoSuchAnswer => language.Say("The answer must be called, away, fine or left.");

    public string GiveFirstDay => language.Say("Give the first day, such as 2026-01-31.");

    public string NoSuchPause => language.Say("There is no such pause, or it was taken back already.");

    public string NotAway => language.Say("The client is not on a pause today; nothing was changed.");

    public string GiveEnd => language.Say("Give the day on which it ends, such as 2026-01-31.");

    public string NoSuchEnd => language.Say("There is no such end of this client, or it was taken back already.");

    public string NoSuchNote => language.Say("There is no such note of yours, or it was taken back already.");

    public string NoSuchCall => language.Say("There is no such call that was entered here, or it was taken back already.");

    public string NoSuchClientTitle => language.Say("No such client");

    public string NoSuchClient => language.Say(SeenClients.NoSuchClient);

    public string Clients => language.Say("Clients");
}
