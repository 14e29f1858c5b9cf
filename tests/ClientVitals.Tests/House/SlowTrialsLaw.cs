using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>What may take long is named by name: a class that was renamed or removed gives its place back.</summary>
public sealed class SlowTrialsLaw
{
    [Fact]
    public void Each_slow_trial_is_a_test_class() => SlowTrials.Unknown.ShouldBeEmpty();
}
