using System.Globalization;
using System.Text;
using ClientVitals.Statistics;

namespace ClientVitals.Benchmarks.Import;

/// <summary>
/// Made-up appointments in the shape of a public set of 110 527 medical appointments of some 62 000 persons: an id for each person and appointment, when it
/// was booked, its day, age, reminder, and whether nobody came. Some are booked after their day, some ages are negative, some ids of persons are
/// written with a fraction. Nothing of the real rows is in it.
/// </summary>
/// <param name="seed">The same number gives the same file.</param>
/// <param name="rows">How many appointments.</param>
/// <param name="persons">Of how many persons; each has at least one where there are rows enough.</param>
public sealed class Appointments(int seed, int rows, int persons)
{
    /// <summary>As the public set has them.</summary>
    public const int Rows = 110_527, Persons = 62_299;

    private const string Header =
        "PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show\n";

    private static readonly string[] Places = ["HARBOUR", "OLD TOWN", "NORTH HILL", "RIVERSIDE", "ORCHARD ROAD", "ST. MARY'S", "LAKE VIEW"];

    private static readonly DateTime First = new(2025, 4, 29, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How many persons did not come.</summary>
    public int NoShows { get; private set; }

    /// <summary>How many were booked after their day.</summary>
    public int BookedAfter { get; private set; }

    /// <summary>How many say a negative age.</summary>
    public int NegativeAges { get; private set; }

    /// <summary>The whole file.</summary>
    public string Text()
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        Write(to);
        return to.ToString();
    }

    /// <summary>Writes it; the counts are those of what was written.</summary>
    public void Write(TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        (NoShows, BookedAfter, NegativeAges) = (0, 0, 0);
        to.Write(Header);
        var line = new StringBuilder(160);
        for (var row = 0; row < rows; row++)
        {
            var chance = SplitMix64.Of(seed, row, 1);
            line.Clear();
            Append(line, row, ref chance);
            to.Write(line);
        }
    }

    private void Append(StringBuilder line, int row, ref SplitMix64 chance)
    {
        var day = First.AddDays(chance.Below(40));
        var isAfter = chance.Below(500) == 0;
        // Booked on the day itself is not after it, at whatever hour: of the appointment only the day is known.
        var booked = isAfter ? day.AddDays(1 + chance.Below(6)).AddHours(10) : day.AddDays(-chance.Below(60)).AddMinutes(7 * 60 + chance.Below(13 * 60)).AddSeconds(chance.Below(60));
        var isNegative = chance.Below(400) == 0;
        var isNoShow = chance.Below(5) == 0;
        (NoShows, BookedAfter, NegativeAges) = (NoShows + (isNoShow ? 1 : 0), BookedAfter + (isAfter ? 1 : 0), NegativeAges + (isNegative ? 1 : 0));
        line.Append(CultureInfo.InvariantCulture, $"{PersonOf(row < persons ? row : chance.Below(persons))},{5_642_903 + (row * 3)},{(chance.Below(3) == 0 ? 'M' : 'F')},{booked:yyyy-MM-dd'T'HH:mm:ss'Z'},{day:yyyy-MM-dd'T'HH:mm:ss'Z'},");
        line.Append(CultureInfo.InvariantCulture, $"{(isNegative ? -1 : chance.Below(100))},{Places[chance.Below(Places.Length)]},{chance.Below(2)},{chance.Below(2)},{chance.Below(2)},0,{chance.Below(3)},{chance.Below(2)},{(isNoShow ? "Yes" : "No")}\n");
    }

    private static string PersonOf(int person) => person % 9_000 == 8_999
        ? FormattableString.Invariant($"{93_779 + person}.52927")
        : (29_872_499_824_296L + (person * 7_919_123L)).ToString(CultureInfo.InvariantCulture);
}
