namespace ClientVitals.Server.Web;

/// <summary>Somebody else changed it since the page was opened; nothing was changed.</summary>
internal sealed class ChangedMeanwhileException(string message) : PlainError(message);
