using System.Text;
using ClientVitals.Cli;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using Shouldly;

namespace ClientVitals.Tests.Cases;

/// <summary>
/// The command line as a person types it, within the program of the tests: the same entry as the program <c>vitals</c>, on a test's database,
/// with files in a folder of its own. Starting the program itself costs a second of a core each time.
/// </summary>
public sealed class CommandLine : IDisposable
{
    private static readonly AsyncLocal<StringWriter?> Printed = new(), Complained = new();

    private readonly TestDatabase _database;

    static CommandLine()
    {
        Console.SetOut(new Divided(Console.Out, Printed));
        Console.SetError(new Divided(Console.Error, Complained));
    }

    private CommandLine(TestDatabase database) => _database = database;

    /// <summary>One on an empty database.</summary>
    public static async Task<CommandLine> OnAsync(TestDatabase database)
    {
        await Asked.ClearAsync(database);
        await database.DoAsync("delete from source_readings; delete from delivery_files; delete from delivery_changes; delete from client_phones; delete from client_emails");
        return new(database);
    }

    /// <summary>Where its files are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cv-cases-").FullName;

    /// <summary>Writes a file; returns where it is.</summary>
    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file; returns where it is.</summary>
    public string File(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Runs a command that must succeed; returns what it printed. A word that is the name of a file of the folder is that file.</summary>
    public async Task<string> RunAsync(params string[] words)
    {
        var (exit, printed, complained) = await TypeAsync(words);
        exit.ShouldBe(0, $"vitals {string.Join(' ', words)}\n{printed}{complained}");
        return printed;
    }

    /// <summary>Runs a command that must be refused; returns what it complained of.</summary>
    public async Task<string> RefusedAsync(params string[] words)
    {
        var (exit, printed, complained) = await TypeAsync(words);
        exit.ShouldNotBe(0, $"vitals {string.Join(' ', words)}\n{printed}{complained}");
        return complained;
    }

    /// <summary>Imports a file; returns its account.</summary>
    public Task<string> ImportAsync(string file, params string[] options) => RunAsync(["calls", "import", file, .. options]);

    private async Task<(int Exit, string Printed, string Complained)> TypeAsync(string[] words)
    {
        var (printed, complained) = (new StringWriter(), new StringWriter());
        (Printed.Value, Complained.Value) = (printed, complained);
        var address = _database.Cluster.Address;
        var name = _database.Vitals.Name;
        var exit = await Door.RunAsync(
            [.. words.Select(word => System.IO.File.Exists(Path.Combine(Folder, word)) ? Path.Combine(Folder, word) : word)],
            () => VitalsDatabase.At(address.To(name, ClusterAddress.Server), address.To(name, ClusterAddress.Owner)),
            printed);
        return (exit, printed.ToString(), complained.ToString());
    }

    /// <summary>Each call: whose, when to the second in UTC, what became of it, how long.</summary>
    public async Task<IReadOnlyList<string>> CallsAsync() => await Asked.RowsAsync<string>(_database, """
        select concat_ws(' ', case when r.client_id is null then 'nobody' else coalesce(r.client_email, r.client_phone) end,
          to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), r.status, r.duration_seconds)
        from call_records r
        order by r.started_at, 1
        """);

    /// <summary>The addresses of all clients.</summary>
    public async Task<IReadOnlyList<string>> ClientsAsync() => await Asked.RowsAsync<string>(_database, """
        select coalesce((select string_agg(e.email, ' ' order by e.email) from client_emails e where e.client_id = c.id),
          (select string_agg(p.phone, ' ' order by p.phone) from client_phones p where p.client_id = c.id), 'no address')
        from clients c
        order by 1
        """);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The console, divided among those who are at work at the same time.</summary>
    private sealed class Divided(TextWriter everybody, AsyncLocal<StringWriter?> mine) : TextWriter
    {
        private TextWriter Into => mine.Value ?? everybody;

        public override Encoding Encoding => everybody.Encoding;

        public override void Write(char value) => Into.Write(value);

        public override void Write(string? value) => Into.Write(value);

        public override void Write(char[] buffer, int index, int count) => Into.Write(buffer, index, count);

        public override void WriteLine(string? value) => Into.WriteLine(value);

        public override Task WriteLineAsync(string? value) => Into.WriteLineAsync(value);

        public override void Flush() => Into.Flush();
    }
}
