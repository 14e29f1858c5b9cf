using ClientVitals.Settings;

namespace ClientVitals.People;

/// <summary>People's part of the settings.</summary>
/// <param name="OwnAddresses">
/// Numbers and e-mails of the business and of tests, each in its one form; <c>*@example.com</c> = every e-mail of that domain. Calls with
/// them are nobody's and make no client.
/// </param>
public sealed record PeopleSettings(IReadOnlyList<string> OwnAddresses)
{
    public static readonly SettingsSection<PeopleSettings> Section = new("People", new PeopleSettings([]));
}
