using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Settings;

/// <summary>What <c>vitals doctor</c> looks at in a room: each by itself, so that one that a half-made schema breaks leaves the others standing.</summary>
/// <param name="Name">As its findings are headed.</param>
/// <param name="LookAsync">Looks; changes nothing.</param>
public sealed record DoctorCheck(string Name, Func<NpgsqlConnection, SecretStore, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Finding>>> LookAsync) : RoomPart;
