@echo off
rem Runs the command line of Camel CSTA; builds it on first use and when sources changed.
setlocal EnableExtensions
set "here=%~dp0"
set "jar=%here%quarkus-app\target\quarkus-app\quarkus-run.jar"
set "stamp=%here%quarkus-app\target\csta-built"
set "state=%here%.csta"
set "log=%state%\build.log"

call :stale && call :locked_build || goto :run
if errorlevel 2 exit /b 1

:run
if not exist "%jar%" exit /b 1
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -XX:+UseSerialGC -Xshare:auto %CSTA_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
