using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>Pages that are only there after something was sent.</summary>
public sealed partial class TextsLaw
{
    private PseudoDoor Door => door;

    private Walk WalkAs(string who, params string[] known) => new(this, who, known);

    /// <summary>Somebody opens pages and sends forms; what each page says past its texts is collected.</summary>
    /// <param name="known">Texts of the files and of the rows that were made for it: such a text alone is not one of the screen.</param>
    private sealed class Walk(TextsLaw law, string who, IReadOnlyList<string> known)
    {
        private readonly List<(string At, IDocument Page)> _seen = [];

        public async Task<IDocument> OpenAsync(string path, int status = 200)
        {
            var (answered, _, page) = await SendAsync(HttpMethod.Get, path, null);
            answered.ShouldBe(status, path);
            return page;
        }

        public async Task<string> PostAsync(string path, int status, params (string Name, string Value)[] fields)
        {
            using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
            var (answered, to, page) = await SendAsync(HttpMethod.Post, path, form);
            answered.ShouldBe(status, $"{path}: {page.QuerySelector("[role=alert]")?.TextContent}");
            return to;
        }

        /// <summary>Uploads a file and tells the address of its page.</summary>
        public async Task<string> UploadAsync(string name, string text, params (string Name, string Value)[] fields)
        {
            using var form = new MultipartFormDataContent();
            using var file = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text));
            form.Add(file, "file", name);
            foreach (var (field, value) in fields)
                form.Add(new StringContent(value), field);
            var (status, to, _) = await SendAsync(HttpMethod.Post, "/data", form);
            status.ShouldBe(302);
            return to;
        }

        /// <summary>Nothing that was seen was said past the texts.</summary>
        public async Task CheckAsync()
        {
            await using var db = await law.Door.OpenAsync();
            var rows = await db.QueryAsync<string>("select source from deliveries union select name from deliveries union select name from api_keys union select origin from allowed_origins");
            var all = known.Concat(rows).ToHashSet(StringComparer.Ordinal);
            var data = await law.DataAsync();
            var wrong = new List<string>();
            foreach (var (at, page) in _seen)
            {
                wrong.AddRange(Past(page, at, data).Where(past => !past[(at.Length + 2)..].Split(" · ").All(all.Contains)));
                var title = page.Title!.Split(" · ")[0];
                if (!all.Contains(title) && Plain(title, data).Length > 0)
                    wrong.Add($"{at}: the title {title}");
            }
            wrong.Distinct().ShouldBeEmpty();
        }

        private async Task<(int Status, string To, IDocument Page)> SendAsync(HttpMethod method, string path, HttpContent? content)
        {
            using var client = law.Door.As(null);
            using var request = new HttpRequestMessage(method, path) { Content = content };
            foreach (var (name, value) in law.Door.People.Shown[who])
                request.Headers.TryAddWithoutValidation(name, value);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var page = await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
            if (html.Length > 0)
                _seen.Add(($"{method} {path}", page));
            return ((int)response.StatusCode, response.Headers.Location?.ToString() ?? "", page);
        }
    }
}
