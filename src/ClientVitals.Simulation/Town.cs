namespace ClientVitals.Simulation;

/// <summary>A small town of coaches and clients.</summary>
public sealed record Town(int Seed);
