using System.Text;

namespace ClientVitals.Simulation.Facts;

/// <summary>Where the three files go; null for one that is not wanted.</summary>
public sealed record FactStreams(Stream? Sessions = null, Stream? Packages = null, Stream? Payments = null);

/// <summary>Rows written.</summary>
public sealed record FactCounts(long Sessions, long Packages, long Payments);

/// <summary>
/// Sessions, packages and payments of a town as the files that their imports read: one client after the other, in time order, UTF-8, written as
/// bytes in constant memory.
/// </summary>
public static class FactFiles
{
    public const string SessionHeader =
        "client_email,client_phone,session_id,starts_at,booked_at,duration_minutes,status,status_at,cancelled_by,staff,kind,package_id,charged,modified_at";

    public const string PackageHeader =
        "client_email,client_phone,package_id,name,bought_on,starts_on,expires_on,sessions_bought,price,currency,renewed_from,status,modified_at";

    public const string PaymentHeader =
        "client_email,client_phone,payment_id,paid_at,amount,currency,kind,package_id,refund_of,method,modified_at";

    /// <summary>Writes what is known at <paramref name="asOf"/>, each row once as it is then. <paramref name="clientsDone"/> hears of progress.</summary>
    public static FactCounts Write(Town town, DateTimeOffset asOf, FactStreams to, IProgress<int>? clientsDone = null, CancellationToken stop = default)
    {
        var facts = new ClientFacts(town, asOf);
        var until = asOf.ToUnixTimeSeconds();
        var rows = new Rows(to);
        foreach (var resident in town.Residents())
        {
            stop.ThrowIfCancellationRequested();
            facts.Follow(resident);
            rows.Of(resident);
            if (to.Sessions is not null) foreach (var session in FactRows.Read(facts.Sessions, long.MinValue, until)) rows.Add(session);
            if (to.Packages is not null) foreach (var package in FactRows.Read(facts.Packages, long.MinValue, until)) rows.Add(package);
            if (to.Payments is not null) foreach (var payment in FactRows.Read(facts.Payments, long.MinValue, until)) rows.Add(payment);
            if ((resident.Index & 255) == 255) clientsDone?.Report(resident.Index + 1);
        }
        clientsDone?.Report(town.Clients);
        return rows.End();
    }

    /// <summary>Writes what one day has told, as an export of that day's changes.</summary>
    public static FactCounts Write(FactsOfDay day, FactStreams to)
    {
        var rows = new Rows(to);
        if (to.Sessions is not null) foreach (var (resident, session) in day.Sessions) rows.Of(resident).Add(session);
        if (to.Packages is not null) foreach (var (resident, package) in day.Packages) rows.Of(resident).Add(package);
        if (to.Payments is not null) foreach (var (resident, payment) in day.Payments) rows.Of(resident).Add(payment);
        return rows.End();
    }

    private sealed class Rows
    {
        private static readonly byte[][] States = Words<SessionState>(SessionWords.Word);
        private static readonly byte[][] Cancellers = Words<CancelledBy>(SessionWords.Word);
        private static readonly byte[][] Kinds = Words<SessionKind>(SessionWords.Word);
        private static readonly byte[][] Sizes = Words<PackageSize>(PackageWords.Word);
        private static readonly byte[][] PackageStates = Words<PackageState>(PackageWords.Word);
        private static readonly byte[][] Currencies = Words<Currency>(PackageWords.Word);
        private static readonly byte[][] PaymentKinds = Words<PaymentKind>(PaymentWords.Word);
        private static readonly byte[][] Methods = Words<PaymentMethod>(PaymentWords.Word);

        private readonly CsvBuffer _sessions, _packages, _payments;
        private Resident? _resident;
        private int _client;
        private byte[] _lead = [], _coach = [], _cover = [];

        public Rows(FactStreams to)
        {
            _sessions = new CsvBuffer(to.Sessions ?? Stream.Null);
            _packages = new CsvBuffer(to.Packages ?? Stream.Null);
            _payments = new CsvBuffer(to.Payments ?? Stream.Null);
            _sessions.Header(SessionHeader);
            _packages.Header(PackageHeader);
            _payments.Header(PaymentHeader);
        }

        public Rows Of(Resident resident)
        {
            if (ReferenceEquals(resident, _resident)) return this;
            (_resident, _client) = (resident, resident.Index + 1);
            _lead = Encoding.UTF8.GetBytes($"{resident.Email},{resident.Phone},");
            (_coach, _cover) = (TownFile.Field(resident.Coach), TownFile.Field(resident.Cover));
            return this;
        }

        public void Add(in SimulatedSession row)
        {
            var to = _sessions;
            to.Put(_lead);
            Key(to, "ses-"u8, row.Week, row.Number);
            if (row.Moved) to.Put((byte)'r');
            to.Comma();
            Instant(to, row.StartsAt);
            Instant(to, row.BookedAt);
            to.Number(row.DurationMinutes);
            to.Comma();
            Word(to, States[(int)row.State]);
            Instant(to, row.StatusAt);
            Word(to, Cancellers[(int)row.CancelledBy]);
            Word(to, row.Staff == StaffRole.Cover ? _cover : _coach);
            Word(to, Kinds[(int)row.Kind]);
            Package(to, row.Package);
            Word(to, row.Charged switch { true => "true"u8, false => "false"u8, null => ""u8 });
            to.Instant(row.ModifiedAt);
            to.EndRow();
        }

        public void Add(in SimulatedPackage row)
        {
            var to = _packages;
            to.Put(_lead);
            Package(to, row.Number);
            Word(to, Sizes[(int)row.Size]);
            Date(to, row.BoughtOn);
            Date(to, row.StartsOn);
            Date(to, row.ExpiresOn);
            if (row.SessionsBought is { } sessions) to.Number(sessions);
            to.Comma();
            Amount(to, row.PriceMinor, row.Currency);
            Package(to, row.RenewedFrom);
            Word(to, PackageStates[(int)row.State]);
            to.Instant(row.ModifiedAt);
            to.EndRow();
        }

        public void Add(in SimulatedPayment row)
        {
            var to = _payments;
            to.Put(_lead);
            if (row.Week == 0) Key(to, "pay-"u8, row.Number);
            else Key(to, "shop-"u8, row.Week, row.Number);
            to.Comma();
            Instant(to, row.PaidAt);
            Amount(to, row.AmountMinor, row.Currency);
            Word(to, PaymentKinds[(int)row.Kind]);
            Package(to, row.Package);
            if (row.RefundOf > 0) Key(to, "pay-"u8, row.RefundOf);
            to.Comma();
            Word(to, Methods[(int)row.Method]);
            to.Instant(row.ModifiedAt);
            to.EndRow();
        }

        public FactCounts End()
        {
            _sessions.Flush();
            _packages.Flush();
            _payments.Flush();
            return new(_sessions.Rows, _packages.Rows, _payments.Rows);
        }

        private void Key(CsvBuffer to, ReadOnlySpan<byte> what, params ReadOnlySpan<int> numbers)
        {
            to.Put(what);
            to.Number(_client);
            foreach (var number in numbers)
            {
                to.Dash();
                to.Number(number);
            }
        }

        private void Package(CsvBuffer to, int package)
        {
            if (package > 0) Key(to, "pkg-"u8, package);
            to.Comma();
        }

        private static void Word(CsvBuffer to, ReadOnlySpan<byte> word)
        {
            to.Put(word);
            to.Comma();
        }

        private static void Instant(CsvBuffer to, long moment)
        {
            to.Instant(moment);
            to.Comma();
        }

        private static void Date(CsvBuffer to, int day)
        {
            to.Date(DateOnly.FromDayNumber(day));
            to.Comma();
        }

        private static void Amount(CsvBuffer to, long minor, Currency currency)
        {
            to.Amount(minor, currency.Decimals());
            to.Comma();
            Word(to, Currencies[(int)currency]);
        }

        private static byte[][] Words<T>(Func<T, string> word)
            where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => Encoding.UTF8.GetBytes(word(value)))];
    }
}
