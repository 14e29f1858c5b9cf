using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>Clients and what the judge may know of each; a whole book, or a part of one.</summary>
/// <param name="Clients">Who they are, in the order of <paramref name="Histories"/>.</param>
/// <param name="Histories">What the judge may know.</param>
public sealed record BookHistories(IReadOnlyList<BookHistories.ClientLine> Clients, IReadOnlyList<ClientHistory> Histories)
{
    /// <summary>One client of the book.</summary>
    /// <param name="Address">Primary e-mail, else primary phone.</param>
    /// <param name="LastPatternCheck">As-of of the last analysis; null = never analysed.</param>
    public sealed record ClientLine(Guid Id, string Address, DateOnly? StartedOn, DateOnly? EndedOn, DateTimeOffset? LastPatternCheck);
}
