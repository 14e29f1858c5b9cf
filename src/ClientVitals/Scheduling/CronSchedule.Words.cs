using System.Globalization;

namespace ClientVitals.Scheduling;

/// <content>The schedule in words.</content>
public sealed partial class CronSchedule
{
    /// <summary>A schedule in words: "daily at 08:00", "Mondays at 08:00", "every 6 hours", or its fields one after the other.</summary>
    private static class Words
    {
        private static readonly Sentence[] Weekdays = [$"Sundays", $"Mondays", $"Tuesdays", $"Wednesdays", $"Thursdays", $"Fridays", $"Saturdays"];

        public static string Of(CronSchedule cron, SaySentence say)
        {
            var words = Day(cron, Time(cron, say), say);
            return cron.Months.All.Count() == 12
                ? words
                : say($"{words} in {string.Join(", ", cron.Months.All.Select(CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName))}");
        }

        private static string Time(CronSchedule cron, SaySentence say)
        {
            var (minutes, hours, days) = (cron.Minutes.All.ToList(), cron.Hours.All.ToList(), Days(cron, say));
            if (minutes is [var only] && hours.Count < 24 && (hours.Count == 1 || EvenSteps(hours, 24) is null))
            {
                var times = string.Join(", ", hours.Select(hour => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{only:00}")));
                return days is null ? say($"daily at {times}") : say($"{days} at {times}");
            }
            var every = Every(minutes, hours, say);
            return days is null ? every : say($"{days} {every}");
        }

        private static string Every(List<int> minutes, List<int> hours, SaySentence say)
        {
            if (minutes is [var only])
            {
                return hours.Count < 24 ? say($"every {EvenSteps(hours, 24)} hours from 00:{only:00}")
                    : only == 0 ? say($"every hour") : say($"every hour at minute {only}");
            }
            var every = minutes.Count == 60 ? say($"every minute")
                : EvenSteps(minutes, 60) is { } step ? say($"every {step} minutes") : say($"at minutes {Numbers(minutes)}");
            return hours.Count == 24 ? every : say($"{every} of the hours {Numbers(hours)}");
        }

        /// <summary>The days of the week; null = any.</summary>
        private static string? Days(CronSchedule cron, SaySentence say) => cron.Weekdays.Values == 0x7f || cron.EitherDay || cron.Days.All.Count() < 31
            ? null
            : cron.Weekdays.All.SequenceEqual([1, 2, 3, 4, 5]) ? say($"Mondays to Fridays") : Named(cron, say);

        private static string Day(CronSchedule cron, string time, SaySentence say)
        {
            if (cron.Days.All.Count() == 31)
                return time;
            var days = Numbers(cron.Days.All);
            return cron.Weekdays.Values == 0x7f ? say($"{time} on day {days} of the month")
                : cron.EitherDay ? say($"{time} on day {days} of the month and {Named(cron, say)}") : say($"{time} on day {days} of the month if on {Named(cron, say)}");
        }

        private static string Named(CronSchedule cron, SaySentence say) => string.Join(", ", cron.Weekdays.All.Select(day => say(Weekdays[day])));

        private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

        /// <summary>The distance, where the values begin at 0 and fill the whole at even distances.</summary>
        private static int? EvenSteps(List<int> values, int whole)
        {
            var step = values[1] - values[0];
            return values[0] == 0 && whole % step == 0 && values.Count == whole / step && values.Select((value, i) => value == i * step).All(even => even) ? step : null;
        }
    }
}
