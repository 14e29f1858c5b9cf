using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>Takes the file of a delivery out, as it was handed in; on record, as every export.</summary>
/// <param name="Delivery">Its number.</param>
public sealed record TakeOutFile(long Delivery) : IAct<KeptFile>
{
    /// <returns>The file; the caller closes it.</returns>
    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">No file of it is kept.</exception>
    /// <exception cref="ForbiddenException">Nobody but an owner may have it: it holds everybody's calls and notes.</exception>
    public async Task<KeptFile> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Actor().Role != AppRole.Owner)
            throw new ForbiddenException("Only an owner can download what was handed in, because it holds everybody's calls and notes.");
        var file = await KeptFile.OpenAsync(work.Connection, Delivery, ct);
        try
        {
            await new Audit(AuditAction.Export, $"delivery:{Delivery}").RunAsync(work, ct);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
