using MathNet.Numerics.LinearAlgebra;

namespace ClientVitals.Statistics;

/// <summary>A line through many: each coefficient with its standard error (ordinary least squares, by QR).</summary>
public sealed record LeastSquares(IReadOnlyList<double> Coefficients, IReadOnlyList<double> StandardErrors)
{
    /// <param name="rows">What is known of each case; a column of ones is a constant.</param>
    /// <returns>Null where the columns say the same twice, or there are no more cases than columns.</returns>
    public static LeastSquares? Of(IReadOnlyList<double[]> rows, IReadOnlyList<double> outcomes)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (rows.Count == 0 || rows.Count <= rows[0].Length)
            return null;
        var x = Matrix<double>.Build.DenseOfRowArrays(rows);
        // Columns of like size: re74 in thousands beside a flag costs digits otherwise.
        var sizes = x.ColumnNorms(2);
        if (sizes.Exists(size => size == 0))
            return null;
        for (var column = 0; column < x.ColumnCount; column++)
            x.SetColumn(column, x.Column(column) / sizes[column]);
        var y = Vector<double>.Build.DenseOfEnumerable(outcomes);
        var qr = x.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        if (qr.R.Diagonal().Exists(one => Math.Abs(one) < 1e-10))
            return null;
        var solved = qr.Solve(y);
        var left = y - x * solved;
        var spread = left * left / (rows.Count - x.ColumnCount);
        var inverse = qr.R.Inverse();
        return new(
            [.. solved.Select((value, column) => value / sizes[column])],
            [.. Enumerable.Range(0, x.ColumnCount).Select(row => Math.Sqrt(spread * (inverse.Row(row) * inverse.Row(row))) / sizes[row])]);
    }
}
