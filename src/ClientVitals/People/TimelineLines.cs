using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>
/// Lines that a room brings to a client's timeline: a <c>select</c> of the columns of <c>ClientTimeline</c>, in their order, for
/// <c>@client</c>, or all when <c>@show</c> is null or one of the words it shows; <c>@after_at</c>, <c>@after_kind</c>, <c>@after_id</c> and <c>@most</c>
/// let a long list read one page only.
/// </summary>
/// <param name="Show">The word by which these lines are asked for alone.</param>
/// <param name="Asks">The type beside which the query lies.</param>
/// <param name="Name">The step's name; null = the type's own query.</param>
public sealed record TimelineLines(string Show, Type Asks, string? Name = null) : RoomPart
{
    /// <summary>The place of the word among those that can be asked for; lower is first.</summary>
    public int Place { get; init; } = 100;
}
