using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Notices;

/// <summary>Queues a test: to one channel whatever it is for, or to the mailbox of the person who asks.</summary>
/// <param name="Name">The channel; null = a mail to oneself.</param>
/// <param name="Grace">So long the outbox leaves it to the door that queued it, which tries at once.</param>
public sealed record TestChannel(string? Name, TimeSpan Grace) : IAct<long>
{
    /// <returns>The number of its delivery.</returns>
    /// <exception cref="NotFoundException">There is no such channel.</exception>
    /// <exception cref="PlainError">A program without an account asks for a mail to itself.</exception>
    /// <exception cref="ForbiddenException">Only people who manage the business may.</exception>
    public async Task<long> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        by.MustManage();
        var channel = Name is null ? null : await NoticeChannel.RequireAsync(work.Connection, Name, ct);
        Guid? user = channel is not null ? null : by.UserId ?? throw new PlainError("A test mail goes to your own account's address, and you act without an account; sign in, or test a channel.");
        var subject = channel is null ? $"user:{user}" : $"channel:{channel.Name}";
        await new Audit(NoticeActions.Tested, subject).RunAsync(work, ct);
        var notice = await Tell.WriteAsync(
            work,
            new(NoticeKind.Test, subject, channel is null ? "the person who asked" : "one channel", "This is a test by Client Vital Suite. If you can read it, this way works.", "/settings/notices", NoticeSeverity.Critical, $"{NoticeKind.Test}:{Guid.NewGuid()}"),
            ct);
        return (await Tell.QueueAsync(work, notice!.Value, [Tell.Queued.Of(user, channel?.Id, channel?.Kind ?? "mail", (work.Now + Grace, null))], ct))[0];
    }
}
