namespace ClientVitals.Simulation;

/// <summary>How a client's engaged calls come: shares of telephone, video and in person.</summary>
public enum CallingStyle
{
    /// <summary>Mostly sessions in person.</summary>
    Studio,
    /// <summary>Mostly video.</summary>
    Remote,
    /// <summary>Mostly the telephone.</summary>
    Telephone,
}

/// <summary>One client of the simulated business, with everything that is true of them.</summary>
/// <param name="Index">Their number, from 0.</param>
/// <param name="Email">Unique, ASCII, at example.com.</param>
/// <param name="Phone">E.164, from a range kept for fiction; null when they have none.</param>
/// <param name="Coach">Who trains them. <paramref name="Cover"/> replaces the coach now and then, <paramref name="Setter"/> makes first contact and calls after a silence.</param>
/// <param name="OutboundShare">Share of their calls by telephone and video that the staff makes.</param>
/// <param name="MessagesPerWeek">Messages either way per week; they never count as engagement.</param>
/// <param name="AttemptsPerWeek">Attempts of the staff that reach nobody, per week while they are a client.</param>
/// <param name="Hour">Their usual hour of the day; calls by appointment keep it.</param>
public sealed record Resident(
    int Index,
    Kind Kind,
    string Email,
    string? Phone,
    PersonName Name,
    string Coach,
    string Cover,
    string Setter,
    Habit Habit,
    Life Life,
    CallingStyle CallingStyle,
    double OutboundShare,
    double MessagesPerWeek,
    double AttemptsPerWeek,
    int Hour);
