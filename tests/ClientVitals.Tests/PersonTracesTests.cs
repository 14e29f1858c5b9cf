using System.Text.RegularExpressions;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>The pattern by which a person is found, in the database and in the program: every spelling of theirs, nobody else's.</summary>
public sealed class PersonTracesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly PersonTraces Zoe = new(
        ["zoë.o'quill+pt@example.co.uk", "zoe@gmail.com", "+971501112233", "+12125550123"],
        [new("Zoë Marie", "O'Quillfeather", false), new("Ann", "Lee", true)],
        ["zoe+bob@gmail.com"]);

    public static TheoryData<string> Theirs =>
    [
        "zoë.o'quill+pt@example.co.uk", "ZOË.O'QUILL+PT@EXAMPLE.CO.UK", "<Zoë.O'Quill@example.co.uk>", "mailto:zoë.o'quill+other@example.co.uk", "{\"e\":\"zo\\u00eb.o\\u0027quill\\u002bpt@example.co.uk\"}",
        "q=zo%C3%AB.o%27quill%2Bpt%40example.co.uk", "zoe\u0308.o\u2019quill@example.co.uk", "zoë.o'quill at example dot co dot uk", "zoë.o'quill@example,co,uk", "zoë.o'quill @ example.co.uk", "zoë.o'quill@@example.co.uk",
        "z.o.e@gmail.com", "zoe+gym@gmail.com", "a line\\nzoe@gmail.com\\nnext", "calls of zoe@gmail.com.csv", "x;zoe@gmail.com;y",
        "+971501112233", "00971 50 111 2233", "+971 (0)50-111-2233", "0501112233", "050 111 22 33", "050-1112233", "(050) 111.2233", "501112233", "971501112233", "tel:0501112233", "whatsapp:+971501112233",
        "{\"phone\":\"\\u002b971501112233\"}", "{\"phone\": 971501112233}", "p=%2B971501112233", "p=%20050%20111%202233", "٠٥٠١١١٢٢٣٣", "0501112233\t", "call-971501112233-1", "011 971 50 111 2233", "a,0501112233,b", "+971\u00A050\u2011111\u20112233",
        "(212) 555-0123", "1-212-555-0123", "212.555.0123",
        "Zoë Marie O'Quillfeather", "ZOË MARIE O'QUILLFEATHER", "O'Quillfeather, Zoë-Marie", "Zoë Marie,O’Quillfeather", "\"Zoë Marie\",\"O'Quillfeather\"", "{\"firstname\":\"Zo\\u00eb Marie\",\"lastname\":\"O\\u0027Quillfeather\"}", "zoë_marie_o'quillfeather.csv", "q=Zo%C3%AB+Marie+O%27Quillfeather", "Zoë MarieO'Quillfeather's card",
    ];

    public static TheoryData<string> Others =>
    [
        "joezoe@gmail.com", "zoe@gmail.com.au", "zoe@gmail.community", "zoe+bob@gmail.com", "zoe@example.com", "dr.zoë.o'quill@example.co.uk", "zoë.o'quill2@example.co.uk",
        "+9715011122334", "1501112233", "+44 501112233", "0044 501112233", "0501112234", "9501112233", "2025-01-11 22:33", "50 111", "+971501112234", "+1 212 555 0124", "+44 212 555 0123",
        "Zoë", "Marie", "O'Quillfeather & Sons", "Zoë Marie", "Ann Lee", "Zoë Marie met Mr O'Quillfeather",
    ];

    [Theory]
    [MemberData(nameof(Theirs))]
    public async Task A_spelling_of_theirs_is_found(string text)
    {
        Regex.IsMatch(text, Zoe.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).ShouldBeTrue();
        (await InDatabaseAsync(text)).ShouldBeTrue("PostgreSQL");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_not_theirs_is_not_found(string text)
    {
        Regex.IsMatch(text, Zoe.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).ShouldBeFalse();
        (await InDatabaseAsync(text)).ShouldBeFalse("PostgreSQL");
    }

    [Fact]
    public void Without_any_address_nothing_is_found() => Regex.IsMatch("anything", new PersonTraces([], [], []).Pattern).ShouldBeFalse();

    private async Task<bool> InDatabaseAsync(string text)
    {
        await using var db = await database.OpenAdminAsync();
        return await db.ExecuteScalarAsync<bool>("select @text ~* @pattern", new { text, pattern = Zoe.Pattern });
    }
}
