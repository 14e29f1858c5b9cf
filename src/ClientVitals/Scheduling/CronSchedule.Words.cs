using System.Globalization;

namespace ClientVitals.Scheduling;

/// <content>The schedule in words.</content>
public sealed partial class CronSchedule
{
    /// <summary>A schedule in words: "daily at 08:00", "Mondays at 08:00", "every 6 hours", or its fields one after the other.</summary>
    private static class Words
    {
        private static readonly string[] Weekdays = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

        public static string Of(CronSchedule cron) => $"{Time(cron)}{Day(cron)}{Month(cron)}";

        private static string Time(CronSchedule cron)
        {
            var (minutes, hours) = (cron.Minutes.All.ToList(), cron.Hours.All.ToList());
            var when = Days(cron);
            if (minutes is [var only])
            {
                if (hours.Count == 24)
                    return only == 0 ? $"{when}every hour" : string.Create(CultureInfo.InvariantCulture, $"{when}every hour at minute {only}");
                if (hours.Count > 1 && EvenSteps(hours, 24) is { } hourly)
                    return string.Create(CultureInfo.InvariantCulture, $"{when}every {hourly} hours from 00:{only:00}");
                return $"{(when.Length == 0 ? "daily " : when)}at {string.Join(", ", hours.Select(hour => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{only:00}")))}";
            }
            var every = minutes.Count == 60 ? "every minute" : EvenSteps(minutes, 60) is { } step
                ? string.Create(CultureInfo.InvariantCulture, $"every {step} minutes")
                : $"at minutes {Numbers(minutes)}";
            return $"{when}{every}{(hours.Count == 24 ? "" : $" of the hours {Numbers(hours)}")}";
        }

        private static string Days(CronSchedule cron) => cron.Weekdays.Values == 0x7f || cron.EitherDay || cron.Days.All.Count() < 31
            ? ""
            : cron.Weekdays.All.SequenceEqual([1, 2, 3, 4, 5]) ? "Mondays to Fridays " : string.Join(", ", cron.Weekdays.All.Select(d => Weekdays[d])) + " ";

        private static string Day(CronSchedule cron)
        {
            if (cron.Days.All.Count() == 31)
                return "";
            var days = $" on day {Numbers(cron.Days.All)} of the month";
            return cron.Weekdays.Values == 0x7f ? days : $"{days} {(cron.EitherDay ? "and" : "if on")} {string.Join(", ", cron.Weekdays.All.Select(d => Weekdays[d]))}";
        }

        private static string Month(CronSchedule cron) => cron.Months.All.Count() == 12
            ? ""
            : " in " + string.Join(", ", cron.Months.All.Select(CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName));

        private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

        /// <summary>The distance, where the values begin at 0 and fill the whole at even distances.</summary>
        private static int? EvenSteps(List<int> values, int whole)
        {
            var step = values[1] - values[0];
            return values[0] == 0 && whole % step == 0 && values.Count == whole / step && values.Select((value, i) => value == i * step).All(even => even) ? step : null;
        }
    }
}
