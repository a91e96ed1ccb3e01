#!/usr/bin/env pwsh
# Brings the build host up to date, then runs it. The same as build.sh, for PowerShell.
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

$sources = 'build', 'src', 'Directory.Build.props', 'Directory.Packages.props', 'global.json'
$hosts = Join-Path 'artifacts' 'host' # <build>/ for each build, and `current`: the name of the newest

function Get-CompiledHost {
    $current = Join-Path $hosts 'current'
    if (-not (Test-Path -LiteralPath $current)) { return $null }
    $built = (Get-Item -LiteralPath $current).LastWriteTimeUtc
    $dll = Join-Path (Join-Path $hosts (Get-Content -LiteralPath $current -TotalCount 1)) 'Build.dll'
    if (-not (Test-Path -LiteralPath $dll)) { return $null }
    foreach ($source in $sources) {
        if ((Get-Item -LiteralPath $source).LastWriteTimeUtc -gt $built) { return $null }
        if (Get-ChildItem -LiteralPath $source -Recurse -Force | Where-Object LastWriteTimeUtc -gt $built | Select-Object -First 1) { return $null }
    }
    return $dll
}

function Assert-Sdk {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        [Console]::Error.WriteLine('build.ps1: dotnet is not on PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0')
        exit 1
    }
    & dotnet --version *> $null
    if ($LASTEXITCODE -ne 0) {
        [Console]::Error.WriteLine('build.ps1: no .NET 10 SDK found. Install it: https://dotnet.microsoft.com/download/dotnet/10.0 Installed:')
        & dotnet --list-sdks
        exit 1
    }
}

# Two at once in one clone wait for each other: an open file that is shared with nobody is the lock.
function Lock-Build {
    New-Item -ItemType Directory -Force -Path $hosts | Out-Null
    $file = Join-Path (Join-Path $PSScriptRoot $hosts) 'lock'
    while ($true) {
        try { return [IO.File]::Open($file, 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
    }
}

# Each build has a folder of its own: a deploy that is running keeps the files that it runs from.
function Build-Host {
    $name = '{0}-{1}' -f [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ'), $PID
    [Console]::Error.WriteLine('build.ps1: compiling the build host (a source is newer than the last build) ...')
    $started = Join-Path $hosts "started.$name"
    Set-Content -LiteralPath $started -Value $name
    $log = Join-Path $hosts 'build.log'
    & dotnet publish build/Build.csproj -c Release -o (Join-Path $hosts $name) -v quiet -nodeReuse:false -p:UseSharedCompilation=false *> $log
    if ($LASTEXITCODE -ne 0) {
        Get-Content -LiteralPath $log | ForEach-Object { [Console]::Error.WriteLine($_) }
        Remove-Item -Recurse -Force -LiteralPath $started
        [Console]::Error.WriteLine('build.ps1: the build host does not compile; see above.')
        exit 1
    }
    Move-Item -Force -LiteralPath $started -Destination (Join-Path $hosts 'current')
    Get-ChildItem -LiteralPath $hosts -Directory | Where-Object { $_.Name -ne $name -and $_.LastWriteTime -lt (Get-Date).AddDays(-7) } |
        Remove-Item -Recurse -Force
}

$dll = Get-CompiledHost
if (-not $dll) {
    Assert-Sdk
    $lock = Lock-Build
    try {
        if (-not (Get-CompiledHost)) { Build-Host }
    }
    finally { $lock.Dispose() }
    $dll = Get-CompiledHost
}

& dotnet $dll @args
exit $LASTEXITCODE
