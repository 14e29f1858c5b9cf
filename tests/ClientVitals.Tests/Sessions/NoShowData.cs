using System.Globalization;
using System.Text;

namespace ClientVitals.Tests.Sessions;

/// <summary>
/// Made-up appointments in the shape of a public set of medical no-shows: an id for each person and appointment, when it was booked, its day, age,
/// reminder, and whether nobody came. Some are booked after their day, some ages are negative.
/// </summary>
internal static class NoShowData
{
    public sealed record Made(int NoShows, int BookedAfter, int NegativeAges);

    public static string Text(int seed, int lines, out Made made)
    {
        var random = new Random(seed);
        var text = new StringBuilder("PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show\n");
        var (noShows, after, negative) = (0, 0, 0);
        var first = new DateTime(2025, 4, 29);
        for (var n = 0; n < lines; n++)
        {
            var day = first.AddDays(random.Next(40));
            var isAfter = random.Next(500) == 0;
            // Booked on the day itself is not after it, at whatever hour.
            var booked = isAfter ? day.AddDays(1 + random.Next(6)).AddHours(10) : day.AddDays(-random.Next(30)).AddMinutes(random.Next(7 * 60, 20 * 60));
            var isNegative = random.Next(400) == 0;
            var isNoShow = random.Next(5) == 0;
            (noShows, after, negative) = (noShows + (isNoShow ? 1 : 0), after + (isAfter ? 1 : 0), negative + (isNegative ? 1 : 0));
            text.Append(CultureInfo.InvariantCulture, $"{29872499824296L + (random.Next(lines / 2) * 7919L)},{5642903 + n},{(random.Next(2) == 0 ? 'F' : 'M')},{booked:yyyy-MM-dd'T'HH:mm:ss'Z'},{day:yyyy-MM-dd'T'HH:mm:ss'Z'},{(isNegative ? -1 : random.Next(100))},JARDIM,0,0,0,0,0,{random.Next(2)},{(isNoShow ? "Yes" : "No")}\n");
        }
        made = new(noShows, after, negative);
        return text.ToString();
    }
}
