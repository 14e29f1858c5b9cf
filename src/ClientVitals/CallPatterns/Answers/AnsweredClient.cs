namespace ClientVitals.CallPatterns.Answers;

/// <summary>Whom an answer to an episode is about.</summary>
internal sealed record AnsweredClient(Guid ClientId);
