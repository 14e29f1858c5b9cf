using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ClientVitals.Tests.House;

/// <summary>Which types of an assembly use which: from signatures, bases and the code of methods. A nested type counts as the one around it.</summary>
/// <remarks>A constant of another type leaves no trace in compiled code; a law that must see it looks at the sources, too.</remarks>
internal sealed class TypeGraph
{
    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value, code => code.OperandType);

    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly HashSet<(string From, string To)> _uses = [];

    private TypeGraph(PEReader file) => (_file, _metadata) = (file, file.GetMetadataReader());

    /// <summary>Pairs of full names, none with itself.</summary>
    public static IReadOnlySet<(string From, string To)> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var graph = new TypeGraph(file);
        foreach (var type in graph._metadata.TypeDefinitions)
            graph.Read(type);
        return graph._uses;
    }

    /// <summary>Groups of nodes that all reach each other, along the edges given; alphabetical.</summary>
    public static IReadOnlyList<string[]> Circles(IEnumerable<(string From, string To)> edges)
    {
        var next = edges.Where(edge => edge.From != edge.To).ToLookup(edge => edge.From, edge => edge.To);
        var reached = next.Select(node => node.Key).ToDictionary(node => node, node => Reached(node, next));
        return
        [
            .. reached.Keys.Where(node => reached[node].Contains(node))
                .GroupBy(node => string.Join('\n', reached[node].Where(other => reached.TryGetValue(other, out var back) && back.Contains(node)).Order(StringComparer.Ordinal)))
                .Select(group => group.Order(StringComparer.Ordinal).ToArray()),
        ];
    }

    private static HashSet<string> Reached(string from, ILookup<string, string> next)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(next[from]);
        while (open.TryPop(out var node))
        {
            if (!reached.Add(node))
                continue;
            foreach (var further in next[node])
                open.Push(further);
        }
        return reached;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var signatures = new Signatures(this, Name(handle));
        signatures.Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            signatures.Add(_metadata.GetInterfaceImplementation(implemented).Interface);
        foreach (var field in type.GetFields())
            _metadata.GetFieldDefinition(field).DecodeSignature(signatures, null);
        AddAttributes(type.GetCustomAttributes(), signatures);
        foreach (var method in type.GetMethods().Select(_metadata.GetMethodDefinition))
        {
            method.DecodeSignature(signatures, null);
            AddAttributes(method.GetCustomAttributes(), signatures);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var body = _file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
                _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(signatures, null);
            ReadCode(body.GetILReader(), signatures);
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes, Signatures signatures)
    {
        foreach (var attribute in attributes)
            signatures.Add(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private static void ReadCode(BlobReader code, Signatures signatures)
    {
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var opcode = first == 0xFE ? unchecked((short)(0xFE00 | code.ReadByte())) : first;
            switch (Operands[opcode])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    signatures.Add(System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var cases = code.ReadInt32();
                    code.Offset += 4 * cases;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private string Name(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        return $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
    }

    /// <summary>Collects the types of this assembly that a signature or a token names; what it "decodes to" is of no interest.</summary>
    private sealed class Signatures(TypeGraph graph, string from) : ISignatureTypeProvider<bool, object?>
    {
        private readonly MetadataReader _metadata = graph._metadata;

        public void Add(EntityHandle handle)
        {
            // An interface has no base.
            if (handle.IsNil)
                return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Use((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Use(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Use(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MethodSpecification:
                    var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    method.DecodeSignature(this, null);
                    Add(method.Method);
                    break;
                case HandleKind.MemberReference:
                    var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                        member.DecodeMethodSignature(this, null);
                    else
                        member.DecodeFieldSignature(this, null);
                    break;
            }
        }

        private void Use(TypeDefinitionHandle handle)
        {
            var to = graph.Name(handle);
            if (to != from)
                graph._uses.Add((from, to));
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            Use(handle);
            return true;
        }

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetSZArrayType(bool elementType) => true;
    }
}
