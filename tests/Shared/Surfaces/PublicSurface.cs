using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tests.Shared.Surfaces;

/// <summary>The public API of an assembly as text: a line for each type, and for each member that it declares.</summary>
public static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The surface that is agreed on, as it stands beside the tests.</summary>
    public static string Agreed => File.ReadAllText(AgreedFile);

    private static string AgreedFile => Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt");

    /// <summary>The text, which is also left beside the file, to take its place where a change is meant.</summary>
    public static string Noted(Assembly assembly)
    {
        string surface = Of(assembly);
        File.WriteAllText(AgreedFile + ".actual", surface);
        return surface;
    }

    /// <summary>The text.</summary>
    public static string Of(Assembly assembly)
    {
        StringBuilder text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"assembly {assembly.GetName().Name} {assembly.GetName().Version}\n");
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n{Kind(type)} {Name(type)}{Bases(type)}{Constraints(type.GetGenericArguments())}\n");
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetConstructors(Declared).Where(IsWritten).Select(constructor => $"new({Parameters(constructor)})"),
        .. type.GetMethods(Declared).Where(method => IsWritten(method) && !method.IsSpecialName).Select(Signature),
        .. type.GetProperties(Declared).Where(property => IsVisible(property.GetMethod!) && property.Name != "EqualityContract")
        .Select(Signature),
        .. type.GetFields(Declared).Where(field => field.IsLiteral && field.IsPublic)
        .Select(field => $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"),
    ];

    // What the compiler writes into every record says nothing.
    private static bool IsWritten(MethodBase method) => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Signature(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string constraints = method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "";
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)}){constraints}";
    }

    private static string Signature(PropertyInfo property) =>
        $"{Modifiers(property.GetMethod!)}{Name(property.PropertyType)} {property.Name} {{ get;"
        + $"{(property.SetMethod is { } set && IsVisible(set) ? " set;" : "")} }}";

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic
            ? "static "
            : method.IsAbstract
            ? "abstract "
            : method.IsVirtual
            ? method.IsFinal
            ? "virtual final "
            : "virtual "
            : "");

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Kind(Type type) =>
        type.IsInterface
        ? "interface"
        : type.IsEnum
        ? "enum"
        : type.IsValueType
        ? "struct"
        : type is { IsAbstract: true, IsSealed: true }
        ? "static class"
        : type.IsAbstract
        ? "abstract class"
        : type.IsSealed
        ? "sealed class"
        : "class";

    private static string Bases(Type type)
    {
        string[] names =
        [
            .. type.BaseType is { } parent && parent != typeof(object) ? [Name(parent)] : (string[])[],
            .. type.GetInterfaces().Where(one => one.IsPublic).Select(Name).Order(StringComparer.Ordinal),
        ];
        return names.Length == 0 ? "" : " : " + string.Join(", ", names);
    }

    private static string Constraints(Type[] parameters) => string.Concat(
        from parameter in parameters
        where parameter.IsGenericParameter
        let attributes = parameter.GenericParameterAttributes
        let parts = (string[])
        [
            .. attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : (string[])[],
            .. parameter.GetGenericParameterConstraints().Select(Name),
            .. attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : (string[])[],
        ]
        where parts.Length > 0
        select $" where {parameter.Name} : {string.Join(", ", parts)}");

    private static string Name(Type type) => type.IsGenericParameter ? type.Name
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
