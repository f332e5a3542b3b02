package io.csta.it.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.it.cli.Csta;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionCheckIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "csta.jobs.concurrent=0,csta.jobs.concurrent is 0; use 1 or more",
        "csta.jobs.concurrent=-1,csta.jobs.concurrent is -1; use 1 or more",
        "csta.engine=,csta.engine is empty; specify a value",
        "csta.inbox.poll=0S,csta.inbox.poll is 0S; use a duration above 0",
        "csta.jobs.concurrent=two,csta.jobs.concurrent is 'two'; it must be a whole number",
        "csta.http.max-upload=big,csta.http.max-upload is 'big'; it must be a size",
        "csta.http.callback-secret=short,csta.http.callback-secret is invalid; use whsec_",
        "csta.profiles.tv.lenght=30s,unknown option csta.profiles.tv.lenght; available: model",
        "csta.job.concurrent=2,unknown option csta.job.concurrent; did you mean csta.jobs.concurrent?",
        "csta.folders.tv.pth=/tv,unknown option csta.folders.tv.pth; did you mean csta.folders.tv.path?",
        "csta.folders.tv.profile=trailers,csta.folders.tv.path is missing; specify a value",
        "csta.folders.TV.path=/tv,the name 'TV' is invalid; use lower-case letters",
        "csta.buckets.old.after=delete,csta.buckets.old.after is 'delete'; it must be move or keep"
    })
    void service_withAnOptionThatCannotBe_saysWhichOne(String option, String message) {
        Csta.Result result = Csta.in(folder)
                .run("serve", "-D" + option, "-Dquarkus.http.port=0")
                .failed(1);
        assertThat(result.err()).contains(message).doesNotContain("SRCFG");
    }

    @Test
    void service_withAnUnknownVariable_namesTheNearest() {
        Csta.Result result = Csta.in(folder)
                .environment(Map.of("CSTA_S3_BUKET", "videos"))
                .run("serve", "-Dquarkus.http.port=0")
                .failed(1);
        assertThat(result.err()).contains("unknown environment variable CSTA_S3_BUKET; did you mean CSTA_S3_BUCKET?");
    }

    @Test
    void service_withAFolderInTheEnvironment_checksIt() {
        Csta.Result result = Csta.in(folder)
                .environment(Map.of("CSTA_FOLDERS_TV_PATH", "csta-data/inbox", "CSTA_FOLDERS_TV_AFTER", "keep"))
                .run("serve", "-Dquarkus.http.port=0")
                .failed(1);
        assertThat(result.err())
                .contains(
                        "csta.inbox.folder=", "csta.folders.tv.path=", "overlap, so a video could be processed twice");
    }

    @Test
    void service_withAFolderThatTheEnvironmentCannotDefine_saysSo() {
        Csta.Result result = Csta.in(folder)
                .environment(Map.of("CSTA_FOLDERS_MY_TV_PATH", "tv"))
                .run("serve", "-Dquarkus.http.port=0")
                .failed(1);
        assertThat(result.err())
                .contains("CSTA_FOLDERS_MY_TV_PATH does not define a folder or bucket")
                .doesNotContain("SRCFG");
    }

    @ParameterizedTest
    @CsvSource({
        "csta.model=nobody,unknown model nobody",
        "csta.profiles.tv.model=nobody,csta.profiles.tv.model: unknown model nobody",
        "csta.device=gpu99,unknown device gpu99"
    })
    void service_thatLacksWhatItNeeds_saysSoOnce(String option, String message) {
        assertThatThrownBy(() -> Service.start(folder.resolve("data"), option))
                .hasMessageContaining("csta: the service cannot be started: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("Exception");
    }

    @Test
    void service_withAFolderWhoseProfileIsUnknown_namesTheKnownOnes() {
        assertThatThrownBy(() -> Service.start(
                        folder.resolve("data"),
                        "csta.folders.tv.path=" + folder.resolve("tv"),
                        "csta.folders.tv.profile=trailer",
                        "csta.profiles.trailers.length=30s"))
                .hasMessageContaining(
                        "csta.folders.tv.profile is 'trailer', which is not a profile; available: trailers");
    }
}
