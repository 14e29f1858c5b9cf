using System.Globalization;
using ClientVitals.Scheduling;

namespace ClientVitals.Server.Schedules;

/// <summary>
/// A schedule in the alarm clock's own expressions (seconds first; 1 = Sunday; one of the two days must be "?"). Where cron lets
/// either day do, there are two expressions, one for each. Where cron wants both (<c>0 8 */2 * 1</c>), the clock rings by the day of the
/// week alone: it rings too often, and the ledger finds nothing due.
/// </summary>
internal static class QuartzCron
{
    public static IReadOnlyList<string> Of(CronSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var time = $"0 {List(schedule.Minutes, 60)} {List(schedule.Hours, 24)}";
        var month = List(schedule.Months, 12);
        var byDay = $"{time} {List(schedule.Days, 31)} {month} ?";
        var byWeekday = $"{time} ? {month} {string.Join(',', schedule.Weekdays.All.Select(d => Number(d + 1)))}";
        // Of 30 February or a Monday the Monday is left: the alarm clock refuses what never comes.
        var comes = schedule.Months.All.Any(m => schedule.Days.All.First() <= DateTime.DaysInMonth(2024, m));
        return schedule.EitherDay ? comes ? [byDay, byWeekday] : [byWeekday]
            : schedule.Weekdays.All.Count() == 7 ? [byDay] : [byWeekday];
    }

    private static string List(CronField field, int whole) =>
        field.All.Count() == whole ? "*" : string.Join(',', field.All.Select(Number));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
