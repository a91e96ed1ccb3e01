using System.IO.Compression;

namespace Cake.Frosting.Tests.Tools;

/// <summary>The smallest package that holds a tool.</summary>
internal static class SamplePackage
{
    private const string Description =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>Sample</id>
            <version>1.0.0</version>
            <authors>tests</authors>
            <description>A tool.</description>
          </metadata>
        </package>
        """;

    public static void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        using ZipArchive package = ZipFile.Open(Path.Combine(folder, "Sample.1.0.0.nupkg"), ZipArchiveMode.Create);
        Write(package, "Sample.nuspec", Description);
        Write(package, "tools/sample.sh", "#!/bin/sh\n");
    }

    private static void Write(ZipArchive package, string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(text);
    }
}
