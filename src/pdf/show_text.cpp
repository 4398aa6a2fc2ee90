#include "pdf/show_text.hpp"

#include "base/utf8.hpp"
#include "pdf/numbers.hpp"
#include "pdf/text_string.hpp"

#include <algorithm>
#include <charconv>

namespace pensum::pdf {

namespace {

std::int64_t rounded(std::int64_t value, std::int64_t by) {
  return (2 * value + (value < 0 ? -by : by)) / (2 * by);
}

// A cluster's text for readers that turn it around: invisible joiners after its letter go before
// it.
std::string with_joiners_first(std::string_view text) {
  std::size_t letters = text.size();
  while (text.substr(0, letters).ends_with("\u200C") || text.substr(0, letters).ends_with("\u200D"))
    letters -= 3;
  return std::string(text.substr(letters)).append(text.substr(0, letters));
}

// Of an operator, for a glyph: an adjustment, and a code with what escapes it.
constexpr std::size_t most_bytes_of_glyph = 32;

}  // namespace

void RunWriter::write(const UsedFace& face, const text::Run& run) {
  begin(face,
        {.face = run.face,
         .size = run.size,
         .right_to_left = run.right_to_left,
         .text = run.text,
         .glyphs = {}},
        run.glyphs.size());
  const std::size_t plain = run.right_to_left ? 0 : write_plain(run.glyphs);
  if (plain < run.glyphs.size()) {
    run_ = open(run, glyphs_);
    write_clusters(plain);
  }
  end();
}

void RunWriter::write(const UsedFace& face, const Space& space) {
  begin(face, space.run(), 1);
  write_clusters(0);
  end();
}

inline void RunWriter::show(Shown& state, const ShownGlyph& shown, const text::Glyph& glyph) const {
  const std::int64_t off = state.pen + 1000 * std::int64_t{glyph.x_offset} - state.cursor;
  if (off >= least_move_ || off <= -least_move_) adjust(state, rounded(off, em_));
  if (!state.in_string) *state.end++ = '(';
  state.in_string = true;
  std::ranges::copy(shown.code, state.end);  // all of it, which is quicker: what follows is written over it
  state.end += shown.code_size;
  state.cursor += shown.width;
  state.pen += 1000 * std::int64_t{glyph.advance};
}

inline void RunWriter::adjust(Shown& state, std::int64_t move) const {
  if (state.in_string) *state.end++ = ')';
  state.in_string = false;
  state.end = std::to_chars(state.end, state.end + most_bytes_of_glyph, -move).ptr;
  state.adjusted = true;
  state.cursor += move * em_;
}

void RunWriter::begin(const UsedFace& face, const OpenRun& run, std::size_t glyphs) {
  face_ = &face;
  run_ = run;
  em_ = face.units_per_em();
  least_move_ = em_ + (em_ + 1) / 2;
  rise_ = 0;
  shown_.resize(std::max(shown_.size(), (glyphs + 2) * most_bytes_of_glyph));
  state_ = {.end = shown_.data()};
}

void RunWriter::end() {
  flush();
  if (rise_ != 0) out_ += "0 Ts\n";
}

// Shows glyphs of text from left to right as long as each is a cluster of one ASCII character and means just
// that, as most do; returns how many. What this writes with is copied: a character that is stored might be
// any of it, for all that a compiler knows.
std::size_t RunWriter::write_plain(const text::Glyphs& glyphs) {
  const UsedFace& face = *face_;
  const char* const text = run_.text.data();
  Shown state = state_;
  std::size_t count = 0;
  for (auto at = glyphs.begin(); at != glyphs.end(); ++count) {
    const text::Glyph glyph = *at;
    ++at;
    const bool alone = at == glyphs.end() || at.text_size() > 0;
    const bool in_place = glyph.x_offset == 0 && glyph.y_offset == 0;
    if (!alone || !in_place || glyph.text_last - glyph.text_first != 1) break;
    const ShownGlyph& shown = face.shown(glyph.id);
    if (shown.says != text[glyph.text_first]) break;
    show(state, shown, glyph);
  }
  state_ = state;
  return count;
}

// Neighbouring clusters that their glyphs do not spell share one span. From right to left each has its
// own: readers turn around what they find from left to right, and would turn around the clusters of a span.
void RunWriter::write_clusters(std::size_t first) {
  std::string actual;
  std::size_t span = first;
  for (std::size_t at = first; at < run_.glyphs.size();) {
    const Cluster cluster = cluster_at(run_, at);
    const bool spelled = spells(cluster);
    if (spelled || run_.right_to_left) {
      if (span < at) write_span(actual, span, at);
      actual.clear();
      span = at;
    }
    if (spelled) {
      for (const text::Glyph& glyph : glyphs_of(cluster)) show(glyph);
      span = cluster.last;
    } else {
      actual += run_.right_to_left ? with_joiners_first(cluster.text) : std::string(cluster.text);
    }
    at = cluster.last;
  }
  if (span < run_.glyphs.size()) write_span(actual, span, run_.glyphs.size());
}

// Whether the glyphs' own texts, as readers put them together, are the cluster's.
bool RunWriter::spells(const Cluster& cluster) const {
  if (cluster.last == cluster.first + 1 && !run_.right_to_left) {
    const UsedGlyph& only = face_->glyph(run_.glyphs[cluster.first].id);
    // PDF/A requires the text of a private-use character a second time.
    return only.text == cluster.text && !only.private_use;
  }
  std::string_view rest = cluster.text;
  for (const text::Glyph& glyph : glyphs_of(cluster)) {
    const std::string& said = face_->glyph(glyph.id).text;
    for (std::size_t at = 0; at < said.size();) {
      const std::string_view character = std::string_view(said).substr(at, decode(said, at).length);
      if (run_.right_to_left ? !rest.ends_with(character) : !rest.starts_with(character)) return false;
      if (run_.right_to_left) {
        rest.remove_suffix(character.size());
      } else {
        rest.remove_prefix(character.size());
      }
      at += character.size();
    }
  }
  return rest.empty() && std::ranges::none_of(glyphs_of(cluster), [this](const text::Glyph& glyph) {
           return face_->glyph(glyph.id).private_use;
         });
}

std::span<const text::Glyph> RunWriter::glyphs_of(const Cluster& cluster) const {
  return run_.glyphs.subspan(cluster.first, cluster.last - cluster.first);
}

void RunWriter::write_span(std::string_view actual, std::size_t first, std::size_t last) {
  if (first == last) return;
  flush();
  out_ += "/Span<</ActualText";
  append_hex_text(out_, actual);
  out_ += ">>BDC\n";
  for (const text::Glyph& glyph : run_.glyphs.subspan(first, last - first)) show(glyph);
  flush();
  out_ += "EMC\n";
}

void RunWriter::show(const text::Glyph& glyph) {
  if (glyph.y_offset != rise_) raise(glyph.y_offset);
  show(state_, face_->shown(glyph.id), glyph);
}

void RunWriter::raise(std::int32_t offset) {
  flush();
  append_thousandths(out_, rounded(offset * run_.size.milli, em_));
  out_ += " Ts\n";
  rise_ = offset;
}

// Ends what is being shown: one string, or an array of strings and adjustments.
void RunWriter::flush() {
  if (state_.in_string) *state_.end++ = ')';
  state_.in_string = false;
  if (state_.end == shown_.data()) return;
  if (state_.adjusted) out_ += '[';
  out_.append(shown_.data(), static_cast<std::size_t>(state_.end - shown_.data()));
  out_ += state_.adjusted ? "]TJ\n" : "Tj\n";
  state_.end = shown_.data();
  state_.adjusted = false;
}

}  // namespace pensum::pdf
