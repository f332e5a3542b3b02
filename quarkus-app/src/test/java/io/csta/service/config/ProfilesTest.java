package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.selection.SelectionMethod;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {

    private static Profiles profiles(Map<String, String> properties) {
        return Profiles.of(Options.of(properties));
    }

    private final Profiles profiles = profiles(Map.of(
            "csta.s3.bucket", "videos",
            "csta.profiles.tv.ratio", "10%",
            "csta.profiles.tv.folder", "tv",
            "csta.profiles.news.length", "1:30",
            "csta.profiles.news.selection", "published",
            "csta.profiles.news.folder", "tv/news",
            "csta.profiles.news.prefix", "incoming/news/"));

    @Test
    void of_anOptionOfTwoWords_isWrittenWithAHyphen() {
        Profiles sampled = profiles(Map.of("csta.profiles.tv.sample-every", "15"));
        assertThat(sampled.applied("tv", SummaryOptions.DEFAULTS).chosen())
                .containsEntry(SummaryOption.SAMPLE_EVERY, 15);
        assertThatThrownBy(() -> profiles(Map.of("csta.profiles.tv.lenght", "3s")))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("sample-every");
    }

    @Test
    void ofFile_isTheProfileOfTheInnermostFolder() {
        assertThat(profiles.ofFile(Optional.empty(), Path.of("tv/a.mp4"))).contains("tv");
        assertThat(profiles.ofFile(Optional.empty(), Path.of("tv/news/today/a.mp4")))
                .contains("news");
        assertThat(profiles.ofFile(Optional.empty(), Path.of("tvs/a.mp4"))).isEmpty();
        assertThat(profiles.ofFile(Optional.empty(), Path.of("a.mp4"))).isEmpty();
    }

    @Test
    void ofFile_inANamedFolder_isTheProfileOfThatFolder() {
        Profiles named = profiles(Map.of(
                "csta.profiles.tv.ratio", "10%",
                "csta.profiles.news.length", "30s",
                "csta.profiles.news.folder", "news",
                "csta.folders.recordings.path", "/srv/recordings",
                "csta.folders.recordings.profile", "tv",
                "csta.folders.other.path", "/srv/other"));
        assertThat(named.ofFile(Optional.of("recordings"), Path.of("a.mp4"))).contains("tv");
        assertThat(named.ofFile(Optional.of("recordings"), Path.of("news/a.mp4")))
                .contains("tv");
        assertThat(named.ofFile(Optional.of("other"), Path.of("news/a.mp4"))).isEmpty();
        assertThat(named.ofFile(Optional.empty(), Path.of("news/a.mp4"))).contains("news");
    }

    @Test
    void of_aFolderWithAnUnknownProfile_isRefused_withTheKnownOnes() {
        Map<String, String> folder = Map.of("csta.folders.tv.path", "/tv", "csta.folders.tv.profile", "trailer");
        assertThatThrownBy(() -> profiles(folder))
                .isInstanceOf(CstaException.class)
                .hasMessage("csta.folders.tv.profile is 'trailer', which is not a profile;"
                        + " define one with options that begin with csta.profiles");
        Map<String, String> known = new HashMap<>(folder);
        known.put("csta.profiles.trailers.length", "30s");
        known.put("csta.profiles.news.length", "10s");
        assertThatThrownBy(() -> profiles(known)).hasMessageEndingWith("not a profile; available: news, trailers");
    }

    @Test
    void ofKey_isTheProfileOfThePrefix() {
        assertThat(profiles.ofKey("videos", "incoming/news/a.mp4")).contains("news");
        assertThat(profiles.ofKey("videos", "incoming/a.mp4")).isEmpty();
    }

    @Test
    void ofKey_inANamedBucket_isTheProfileOfThatBucket() {
        Profiles named = profiles(Map.of(
                "csta.profiles.tv.ratio", "10%",
                "csta.profiles.news.length", "30s",
                "csta.profiles.news.prefix", "incoming/news/",
                "csta.s3.bucket", "videos",
                "csta.buckets.archive.bucket", "old",
                "csta.buckets.archive.profile", "tv",
                "csta.buckets.other.bucket", "others"));
        assertThat(named.ofKey("old", "incoming/news/a.mp4")).contains("tv");
        assertThat(named.ofKey("others", "incoming/news/a.mp4")).isEmpty();
        assertThat(named.ofKey("archive", "incoming/a.mp4")).isEmpty();
        assertThat(named.ofKey("videos", "incoming/news/a.mp4")).contains("news");
    }

    @Test
    void of_aBucketWithAnUnknownProfile_isRefused() {
        assertThatThrownBy(() -> profiles(Map.of("csta.buckets.a.bucket", "b", "csta.buckets.a.profile", "trailer")))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith("csta.buckets.a.profile is 'trailer', which is not a profile; ");
    }

    @Test
    void applied_toARequest_leavesItsOwnOptions() {
        SummaryOptions plain = profiles.applied("news", SummaryOptions.DEFAULTS);
        assertThat(plain.chosen())
                .isEqualTo(Map.of(SummaryOption.LENGTH, 90.0, SummaryOption.SELECTION, SelectionMethod.PUBLISHED));
        SummaryOptions own = new SummaryOptions(Map.of(SummaryOption.RATIO, 0.5), Optional.empty());
        assertThat(profiles.applied("news", own).chosen())
                .isEqualTo(Map.of(SummaryOption.RATIO, 0.5, SummaryOption.SELECTION, SelectionMethod.PUBLISHED));
    }

    @Test
    void applied_aProfileThatWasRemoved_saysSo() {
        assertThatThrownBy(() -> profiles.applied("old", SummaryOptions.DEFAULTS))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("there is no profile old any more");
    }

    @ParameterizedTest
    @CsvSource({
        "csta.profiles.tv.lenght,30s,unknown option csta.profiles.tv.lenght; available: model",
        "csta.profiles.tv.ratio,2,csta.profiles.tv.ratio: ",
        "csta.profiles.tv.folder,../other,csta.profiles.tv.folder is '../other'; use a subfolder",
        "csta.profiles.tv.folder,/srv,csta.profiles.tv.folder is '/srv'; use a subfolder",
        "csta.profiles.tv.folder,.,csta.profiles.tv.folder is '.'; use a subfolder",
        "csta.profiles.tv.device,cpu,unknown option csta.profiles.tv.device"
    })
    void of_anInvalidProfile_isRefused(String option, String value, String message) {
        assertThatThrownBy(() -> profiles(Map.of(option, value)))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void of_twoProfilesWithTheSameFolder_isRefused() {
        assertThatThrownBy(() -> profiles(Map.of("csta.profiles.a.folder", "tv", "csta.profiles.b.folder", "./tv")))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("the profiles a and b have the same folder or prefix");
    }

    @Test
    void of_aProfileWithTwoBudgets_isRefused() {
        assertThatThrownBy(() -> profiles(Map.of("csta.profiles.tv.ratio", "0.1", "csta.profiles.tv.length", "30s")))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("csta.profiles.tv: ")
                .hasMessageContaining("mutually exclusive");
    }
}
