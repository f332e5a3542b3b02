package io.csta.cli;

import io.csta.diagnosis.Diagnosis;
import io.csta.diagnosis.Doctor;
import io.csta.diagnosis.Finding;
import io.csta.export.DiagnosisJson;
import io.csta.service.config.ServiceSettings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code csta doctor}. */
@Command(
        name = "doctor",
        header = "Checks whether everything works on this machine, and suggests remedies.",
        description = {
            "",
            "Reports versions, the processor, the arithmetic of the engines, GPUs, FFmpeg and its codecs, folders,",
            "models, and the settings of the service. The exit status is 1 if something would not work; warnings do",
            "not count. The first run takes longer because it checks the arithmetic."
        },
        footer = {"", "Examples:", "  csta doctor", "  csta doctor --json", "  csta doctor -D csta.data=/srv/csta"})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "-D",
            paramLabel = "OPTION=VALUE",
            description = "Sets an option of the service, as for csta serve.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Override
    public Integer call() {
        options.forEach(System::setProperty);
        Diagnosis diagnosis = examine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DiagnosisJson.text(diagnosis));
        } else {
            new DiagnosisText(TerminalLine.outputColumns()).lines(diagnosis).forEach(out::println);
        }
        JsonOutput.finish(out);
        return diagnosis.status() == Finding.Status.ERROR ? CommandLines.FAILED : 0;
    }

    private Diagnosis examine() {
        TerminalLine line = new TerminalLine(spec.commandLine().getErr(), TerminalLine.columns());
        try {
            return Doctor.examine(ServiceSettings.read(), (what, fraction) -> {
                if (line.isThere()) {
                    line.draw("csta doctor", fraction, what);
                }
            });
        } finally {
            line.wipe();
        }
    }
}
