# Builds dist\screenpop-VERSION-x64.msi on Windows 10 or later, in PowerShell, with 64-bit Python 3.11 or later and the
# .NET SDK 8 or later installed:
#
#     powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
#
# NOT RUN YET: it was written on Linux. Its parts were tried there (the freezing with the same .spec, harvest.py,
# version-info.py, icon-files.py, and screenpop.wxs with wixl); PyInstaller on Windows, `wix convert` and `wix build` were not.
param([string]$Certificate = "")
$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest
Set-Location (Join-Path $PSScriptRoot "..\..")

function Run([string]$program, [string[]]$words) {
    & $program @words
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

# Text that redirection would write as UTF-16, or with a mark at its beginning.
function Keep([string]$file, [string]$python, [string[]]$words) {
    $text = & $python @words
    if ($LASTEXITCODE -ne 0) { throw "$words ended with $LASTEXITCODE" }
    $place = Join-Path (Get-Location) $file
    [System.IO.File]::WriteAllText($place, ($text -join "`n") + "`n", (New-Object System.Text.UTF8Encoding $false))
}

$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.*)"$').Matches[0].Groups[1].Value
if ($version -notmatch '^\d+\.\d+\.\d+$') { throw "Windows Installer compares three numbers; $version is something else." }
if (-not $env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH = git log -1 --format=%ct }
$env:PYTHONHASHSEED = "0"
$env:PYTHONUTF8 = "1"

if (-not (Test-Path build\desktop-environment)) {
    Run py @("-3", "-m", "venv", "build\desktop-environment")
}
$python = Join-Path (Get-Location) "build\desktop-environment\Scripts\python.exe"
foreach ($lock in "desktop", "tools") {
    Run $python @("-m", "pip", "install", "-q", "--require-hashes", "-r", "packaging\$lock.lock")
}
Run $python @("-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--force-reinstall", ".")

New-Item -ItemType Directory -Force build\windows, dist | Out-Null
Run $python @("packaging\icon-files.py", "resources\icons\screenpop.svg", "build\windows\screenpop.ico")
Keep build\windows\version-info.txt $python @("packaging\windows\version-info.py")
Run $python @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--workpath", "build\work",
    "--distpath", "build\tree", "packaging\pyinstaller\desktop.spec")
$tree = Join-Path (Get-Location) "build\tree\screenpop"

if ($Certificate) {
    Run signtool @("sign", "/sha1", $Certificate, "/fd", "sha256", "/tr", "http://timestamp.digicert.com", "/td", "sha256",
        "$tree\screenpop.exe")
}

Keep build\windows\files.wxs $python @("packaging\windows\harvest.py", $tree)
$product = & $python packaging\windows\product-code.py $version
Copy-Item packaging\windows\screenpop.wxs build\windows\screenpop.wxs -Force

Run dotnet @("tool", "restore", "--tool-manifest", "packaging\windows\dotnet-tools.json")
Push-Location packaging\windows
try {
    # Both files are in the language of WiX 3, which wixl reads too; convert answers with the number of its changes.
    & dotnet tool run wix convert ..\..\build\windows\screenpop.wxs ..\..\build\windows\files.wxs
    Run dotnet @("tool", "run", "wix", "build", "-arch", "x64", "-d", "Version=$version", "-d", "ProductCode=$product",
        "-d", "Tree=$tree", "-d", "Icon=..\..\build\windows\screenpop.ico", "-d", "Policy=policy.toml",
        "-o", "..\..\dist\screenpop-$version-x64.msi",
        "..\..\build\windows\screenpop.wxs", "..\..\build\windows\files.wxs")
}
finally { Pop-Location }

if ($Certificate) {
    Run signtool @("sign", "/sha1", $Certificate, "/fd", "sha256", "/tr", "http://timestamp.digicert.com", "/td", "sha256",
        "dist\screenpop-$version-x64.msi")
}
Write-Output "dist\screenpop-$version-x64.msi"
