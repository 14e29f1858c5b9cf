using System.Reflection;
using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// A change is an act: <c>RunAsync(UnitOfWork, CancellationToken)</c>, which checks whose it is and writes its own audit line. What spans
/// several transactions by its nature is listed here with its reason.
/// </summary>
public sealed class ActsLaw
{
    private static readonly Assembly Core = typeof(PlainError).Assembly;

    private static readonly Dictionary<string, string> SpansTransactions = new()
    {
        ["Access.SignIn"] = "a failed try is counted and committed before the password is computed, which no connection waits for",
        ["Access.ChangePassword"] = "as SignIn",
        ["Access.UseLink"] = "the password is computed between looking at the link and taking it",
        ["Access.AskForReset"] = "a try that is not counted is rolled back, and is no error",
        ["Calls.ImportCalls"] = "a file: a failure is recorded in a transaction of its own, statistics are renewed after the commit",
        ["Sources.Intake.Intake`1"] = "a delivery: a failure is recorded in a transaction of its own, statistics are renewed after the commit",
        ["Sources.Intake.TakeMessage"] = "a message that cannot be read is recorded in a transaction of its own",
        ["CallPatterns.Analysis.AnalyzeCallPatterns"] = "holds a lease of the run ledger, tells its progress, and records a failure in a transaction of its own",
        ["CallPatterns.Dropout.LearnDropout"] = "a step of an analysis, which tells its progress",
        ["CallPatterns.BackTests.RunBacktest"] = "works for minutes, with signs of life in between",
        ["HealthScores.BackTests.Cards.RunScorecardBacktest"] = "as RunBacktest",
        ["Scheduling.ClaimSlot"] = "the run ledger itself: a lease is committed before the work begins",
        ["Scheduling.RunJob"] = "as ClaimSlot: renews the lease while it works and records how the run ended",
        ["Scheduling.RunNow"] = "as ClaimSlot: takes a lease, works, records how the run ended",
        ["Scheduling.PurgeInBatches"] = "deletes in batches, each committed by itself, while the lease of its run holds",
        ["Scheduling.PurgeRuns"] = "as PurgeInBatches",
        ["Sources.PurgeDeliveries"] = "as PurgeInBatches",
        ["CallPatterns.Analysis.PurgePatternHistory"] = "as PurgeInBatches",
        ["Notices.PurgeNotices"] = "as PurgeInBatches",
        ["HealthScores.Runs.ScoreHealth"] = "as AnalyzeCallPatterns",
        ["HealthScores.Runs.PurgeScoreHistory"] = "as PurgeInBatches",
        ["ErasePerson"] = "works as the owner of the database, because the archive is only the owner's",
        ["Migrations.PushMigrations"] = "one transaction for each migration, as the owner",
        ["Migrations.RollbackMigrations"] = "as PushMigrations",
        ["Migrations.VerifyMigrations"] = "each script in a transaction that is rolled back, as the owner",
        ["Migrations.RepairMigrations"] = "the migrations' ledger, as the owner",
        ["Adopt.AdoptDatabase"] = "the schema, as the owner",
        ["Backups.RestoreDatabase"] = "a whole database, as the owner",
        ["Migrations.OpenPolicies"] = "policies, as the owner",
        ["Database.OutsideProgram"] = "starts a program; no change of the database",
    };

    [Fact]
    public void Every_change_is_an_act_or_is_on_the_list_with_its_reason()
    {
        var verbs = Core.GetExportedTypes().Where(type => Verbs(type).Count > 0).ToList();
        verbs.Count.ShouldBeGreaterThan(40);
        verbs.Where(type => !IsAct(type)).Select(Name).Order(StringComparer.Ordinal)
            .ShouldBe(SpansTransactions.Keys.Order(StringComparer.Ordinal), "make it an act, or say on the list why it spans several transactions");
    }

    [Fact]
    public void Nothing_that_is_an_act_begins_a_unit_of_work_of_its_own()
    {
        var core = Path.Combine(TestCluster.Root(), "src", "ClientVitals");
        var wrong =
            from type in Core.GetTypes()
            where type is { IsAbstract: false, IsNested: false } && IsAct(type)
            let file = Path.Combine(core, Name(type).Replace('.', Path.DirectorySeparatorChar) + ".cs")
            where File.Exists(file) && File.ReadAllText(file) is var text
                && (text.Contains(".BeginAsync(", StringComparison.Ordinal) || text.Contains(".CommitAsync(", StringComparison.Ordinal))
            select Name(type);
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(WithNow), false)]
    [InlineData(typeof(BesideAct), false)]
    [InlineData(typeof(AnAct), true)]
    public void The_law_tells_an_act_from_other_types(Type type, bool isAct) => IsAct(type).ShouldBe(isAct);

    /// <summary>The public ways to run it, and no other one beside that of the interface.</summary>
    private static bool IsAct(Type type) =>
        type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAct<>))
        && Verbs(type).All(verb => !verb.IsStatic && verb.GetParameters().Select(one => one.ParameterType).SequenceEqual([typeof(UnitOfWork), typeof(CancellationToken)]));

    private static List<MethodInfo> Verbs(Type type) =>
        [.. type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => method.Name == "RunAsync" && !type.IsInterface)];

    private static string Name(Type type) => type.FullName!["ClientVitals.".Length..];

    private sealed record WithNow
    {
        public static Task<int> RunAsync(VitalsDatabase database, DateTimeOffset now) => Task.FromResult(database is null ? now.Day : 0);
    }

    private sealed record BesideAct : IAct<int>
    {
        public Task<int> RunAsync(UnitOfWork work, CancellationToken ct) => Task.FromResult(0);

        public static Task<int> RunAsync(DateTimeOffset now) => Task.FromResult(now.Day);
    }

    private sealed record AnAct : IAct<int>
    {
        public Task<int> RunAsync(UnitOfWork work, CancellationToken ct) => Task.FromResult(0);
    }
}
