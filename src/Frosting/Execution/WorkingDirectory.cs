using Cake.Core.IO;

namespace Cake.Frosting.Execution;

/// <summary>The working directory that the host itself sets: the option <c>--working</c> overrides it.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path);
