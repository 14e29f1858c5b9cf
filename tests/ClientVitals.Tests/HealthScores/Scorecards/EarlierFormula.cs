namespace ClientVitals.Tests.HealthScores.Scorecards;

/// <summary>
/// The earlier system's calculator, line by line as design/earlier-system.md 3.3 describes it, with its faults: 0 and unknown are the same, and exactly
/// −20 % is DECLINING. It shares nothing with the product and is what the product is compared with.
/// </summary>
internal sealed class EarlierFormula
{
    public double Engagement, Package, Momentum, Score, Risk;
    public string Indicator, Zone, Priority;

    public EarlierFormula(double? sessions7, double? sessions30, double? days, double? outstanding, double? purchased)
    {
        var s7 = sessions7 ?? 0;
        var s30 = sessions30 ?? 0;
        var since = days is null or 0 ? 999 : days.Value;
        var remaining = (outstanding ?? 0) / (purchased is null or 0 ? 1 : purchased.Value) * 100;

        Engagement = 50;
        if (s7 >= 3) Engagement += 30;
        else if (s7 >= 2) Engagement += 20;
        else if (s7 >= 1) Engagement += 10;
        if (s30 >= 12) Engagement += 15;
        else if (s30 >= 8) Engagement += 10;
        if (since > 30) Engagement -= 30;
        else if (since > 14) Engagement -= 15;
        else if (since > 7) Engagement -= 5;
        Engagement = Math.Max(0, Math.Min(100, Engagement));

        if (remaining >= 50) Package = 90;
        else if (remaining >= 30) Package = 70;
        else if (remaining >= 10) Package = 50;
        else Package = 30;

        var weekly = s30 / 4.3;
        if (weekly == 0)
        {
            Momentum = s7 > 0 ? 70 : 30;
            Indicator = s7 > 0 ? "STABLE" : "DECLINING";
        }
        else
        {
            var rate = (s7 - weekly) / weekly * 100;
            if (rate > 20) (Momentum, Indicator) = (90, "ACCELERATING");
            else if (rate > 0) (Momentum, Indicator) = (70, "STABLE");
            else if (rate > -20) (Momentum, Indicator) = (50, "STABLE");
            else (Momentum, Indicator) = (30, "DECLINING");
        }

        Score = Math.Floor(0.40 * Engagement + 0.30 * Package + 0.30 * Momentum + 0.5);
        Zone = Score >= 85 ? "PURPLE" : Score >= 70 ? "GREEN" : Score >= 50 ? "YELLOW" : "RED";

        Risk = 50;
        if (Indicator == "DECLINING") Risk += 30;
        else if (Indicator == "ACCELERATING") Risk -= 15;
        if (s7 == 0) Risk += 25;
        else if (s7 < 1) Risk += 15;
        else if (s7 >= 2) Risk -= 10;
        if (since > 30) Risk += 25;
        else if (since > 14) Risk += 15;
        else if (since <= 7) Risk -= 10;
        if (remaining < 10 && s7 < 2) Risk += 20;
        else if (remaining > 50) Risk -= 10;
        if (Zone == "GREEN" && Indicator == "DECLINING") Risk += 10;
        Risk = Math.Max(0, Math.Min(100, Risk));

        if (Zone == "RED" && Risk > 75) Priority = "CRITICAL";
        else if (Zone == "RED" || Risk > 60) Priority = "HIGH";
        else if (Zone == "YELLOW" && Indicator == "DECLINING") Priority = "HIGH";
        else if (Zone == "GREEN" && Indicator == "DECLINING") Priority = "MEDIUM";
        else if (Zone == "YELLOW") Priority = "MEDIUM";
        else Priority = "LOW";
    }
}
