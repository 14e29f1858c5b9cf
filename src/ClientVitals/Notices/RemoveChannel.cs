using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>Removes a channel. What was sent to it stays on record; what waits for it is given up at the next claim.</summary>
public sealed record RemoveChannel(string Name) : IAct<bool>
{
    /// <returns>Always true: it is removed.</returns>
    /// <exception cref="NotFoundException">There is none of this name.</exception>
    /// <exception cref="ForbiddenException">Only people who manage the business may.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        work.Actor().MustManage();
        var channel = await NoticeChannel.RequireAsync(work.Connection, Name, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RemoveChannel>(), new { id = channel.Id, now = work.Now }, cancellationToken: ct));
        return await new Audit(NoticeActions.ChannelChanged, $"channel:{Name}", new Dictionary<string, string> { ["did"] = "removed" }).RunAsync(work, ct);
    }
}
