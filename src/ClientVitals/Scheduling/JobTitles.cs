namespace ClientVitals.Scheduling;

/// <summary>What people call jobs. The list of rooms says once, when the program is loaded, where the titles are: a sentence about a job needs one, and this room knows no other's jobs.</summary>
internal static class JobTitles
{
    private static Func<string, string> _of = Job.TitleOf;

    public static string Of(string job) => _of(job);

    public static void AreThoseOf(Func<string, string> titles) => _of = titles;
}
