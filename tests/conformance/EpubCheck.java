// Validates EPUB files with EPUBCheck: java -cp epubcheck.jar EpubCheck.java FILE...
// Stricter than --failonwarnings: exit status 1 for a message of any kind, usage hints included.

import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;

public class EpubCheck {
  static class Messages extends MasterReport {
    final String file;
    int count = 0;

    Messages(String file) {
      this.file = file;
      setEpubFileName(file);
    }

    @Override
    public void message(Message message, EPUBLocation location, Object... arguments) {
      ++count;
      System.out.printf("%s: %s %s: %s, in %s%n", file, message.getSeverity(), message.getID(),
          message.getMessage(arguments), location);
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {}

    @Override
    public int generate() {
      return 0;
    }

    @Override
    public void initialize() {}
  }

  public static void main(String[] files) {
    int count = 0;
    for (String file : files) {
      Messages messages = new Messages(file);
      new com.adobe.epubcheck.api.EpubCheck(new File(file), messages).check();
      count += messages.count;
    }
    System.exit(count == 0 ? 0 : 1);
  }
}
