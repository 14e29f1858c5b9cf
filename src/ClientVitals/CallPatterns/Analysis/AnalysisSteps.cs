namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// The steps that follow an analysis, room by room. An analysis knows no later room and can be begun from many places, which must not forget the
/// steps: so the list of rooms says once, when the program is loaded, where they are.
/// </summary>
internal static class AnalysisSteps
{
    private static Func<IEnumerable<AnalysisStep>> _ofRooms = static () => [];

    public static IEnumerable<AnalysisStep> All => _ofRooms();

    public static void AreThoseOf(Func<IEnumerable<AnalysisStep>> rooms) => _ofRooms = rooms;
}
