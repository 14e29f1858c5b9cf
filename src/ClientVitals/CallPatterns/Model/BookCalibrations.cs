using System.Collections.Concurrent;

namespace ClientVitals.CallPatterns.Model;

/// <summary>The calibration of a book for each four weeks, fitted when it is first asked for.</summary>
public sealed class BookCalibrations
{
    private readonly ConcurrentDictionary<int, Lazy<BookCalibration>> _byMonday = new();
    private readonly Func<int, BookCalibration> _on;

    /// <param name="sample">See <see cref="BookCalibration.Sample"/>; with what each day's check sees of a history.</param>
    public BookCalibrations(IReadOnlyList<ClientHistory> sample) => _on = monday => BookCalibrationFit.Of(sample, DateOnly.FromDayNumber(monday));

    /// <param name="always">The same at all times.</param>
    public BookCalibrations(BookCalibration always) => _on = _ => always;

    /// <summary>The calibration that a day's check uses (<see cref="DateOnly.DayNumber"/>).</summary>
    public BookCalibration At(int day) => _byMonday.GetOrAdd(BookCalibration.LearntOn(day), monday => new Lazy<BookCalibration>(() => _on(monday))).Value;
}
