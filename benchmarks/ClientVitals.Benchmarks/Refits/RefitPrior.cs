using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;

namespace ClientVitals.Benchmarks.Refits;

/// <summary>The maximum likelihood estimate of the prior of a new client (<see cref="BookPrior"/>), without the weight of the shipped one.</summary>
internal static class RefitPrior
{
    private static readonly string[] Models =
    [
        "steady, long memory", "uneven, shape 6.5, long", "uneven, shape 1.8, long", "uneven, shape .7, long", "bursts", "steady, short memory",
        "uneven, shape 3.6, short", "uneven, shape 1.5, short", "appointments, long memory", "weekdays that may be anything", "appointments, short memory",
    ];

    public static void Print(Refit refit)
    {
        var end = Refit.FirstDay + 7 * refit.Weeks;
        var fit = new BookPriorFit(end, shippedClients: 0);
        foreach (var family in Refit.Cells.Concat(Refit.Others))
        {
            foreach (var history in family.Book(refit.Clients, Refit.FirstDay, 7 * refit.Weeks, refit.Seed))
                fit.Add(history);
        }
        Table("simulated families", fit.Learnt());
        if (refit.Log is null)
            return;
        using var file = CallFile.Open(refit.Log, new CallFileOptions(TimeProvider.System.GetUtcNow(), BusinessZone.Of("UTC")));
        var book = BookOfFile.CheckedAt(file, BusinessZone.Of("UTC"), WhatCounts.Default, new TimeOnly(8, 0), null, CancellationToken.None).Histories;
        var ofLog = new BookPriorFit(book.SelectMany(history => history.Days).Max(day => day.Day) + 1, shippedClients: 0);
        foreach (var history in book)
            ofLog.Add(history);
        Table(Path.GetFileName(refit.Log), ofLog.Learnt());
    }

    private static void Table(string source, BookPrior refitted)
    {
        double[] shipped = new double[BookPrior.Models], found = new double[BookPrior.Models];
        BookPrior.Weights(BookPrior.Shipped.Rates, BookPrior.Shipped.Habits, shipped);
        BookPrior.Weights(refitted.Rates, refitted.Habits, found);
        Console.WriteLine($"\nprior of a new client (BookPrior), from {source}\nweight of the model                shipped  refitted");
        for (var model = 0; model < BookPrior.Models; model++)
            Console.WriteLine(Refit.Said($"{Models[model],-34} {shipped[model],7:0.0000} {found[model],9:0.0000}"));
        Console.WriteLine(Refit.Said($"{"calls a week",-34} {BookPrior.Shipped.Calls / BookPrior.Shipped.Weeks,7:0.00} {refitted.Calls / refitted.Weeks,9:0.00}"));
        for (var weekday = 0; weekday < 7; weekday++)
            Console.WriteLine(Refit.Said($"{"profile " + (DayOfWeek)((weekday + 1) % 7),-34} {BookPrior.Shipped.Profile[weekday],7:0.00} {refitted.Profile[weekday],9:0.00}"));
    }
}
