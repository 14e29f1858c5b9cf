using ClientVitals.Server;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>What the server says of its API is what is checked in: a change of it is a change somebody reads.</summary>
public sealed class OpenApiLaw
{
    [Fact]
    public async Task The_document_checked_in_is_the_one_the_server_tells() =>
        (await File.ReadAllTextAsync(Path.Combine(TestCluster.Root(), "docs", "openapi.json"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            .ShouldBe((await FrontDoor.OpenApiAsync(TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), "print it again: vitals manual --openapi > docs/openapi.json");
}
