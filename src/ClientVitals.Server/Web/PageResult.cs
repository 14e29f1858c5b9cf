using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientVitals.Server.Web;

/// <summary>A page as an answer, by its component.</summary>
internal static class PageResult
{
    public static RazorComponentResult Of<T>(int status, object parameters)
        where T : IComponent => new RazorComponentResult<T>(parameters) { StatusCode = status };
}
