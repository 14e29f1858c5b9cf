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

/// <summary>One client of the town, with everything that is true of her.</summary>
/// <param name="Index">Her number in the town, from 0.</param>
/// <param name="Email">Unique, ASCII, at example.com.</param>
/// <param name="Phone">E.164, from a range kept for fiction; null when she gave none.</param>
/// <param name="Coach">Who trains her. <paramref name="Cover"/> stands in now and then, <paramref name="Setter"/> makes first contact and chases.</param>
/// <param name="OutboundShare">Share of her calls by telephone and video that the staff begins.</param>
/// <param name="MessagesPerWeek">Messages either way per week; they never count as engagement.</param>
/// <param name="AttemptsPerWeek">Efforts of the staff that reach nobody, per week while she is there.</param>
/// <param name="Hour">Her usual hour of the day; calls by appointment keep it.</param>
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
