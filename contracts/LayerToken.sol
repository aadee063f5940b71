// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ERC721} from "solady/tokens/ERC721.sol";
import {LibString} from "solady/utils/LibString.sol";
import {SSTORE2} from "solady/utils/SSTORE2.sol";
import {IERC4906} from "./interfaces/IERC4906.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {StyleChanges} from "./libraries/StyleChanges.sol";
import {LEVER_BITS, LEVERS_BITS, MAX_LEVERS, StyleWord} from "./types/StyleWord.sol";

/// @title  LayerToken
/// @notice The tokens of a series of living paintings. Not upgradeable, and nobody but a token's owner can change its
///         style: no admin, no ERC-721 operator. The artist creates works, up to a cap fixed here, and says where
///         metadata is served.
/// @dev    An ownership slot's 96 bits of extra data hold the token's epoch.
contract LayerToken is ERC721, ILayerToken, IERC4906 {
    using StyleChanges for bytes;
    using LibString for uint256;

    struct Work {
        /// @dev Code of this address is the manifest (SSTORE2); zero for a work that does not exist.
        address manifest;
        uint16 layers;
        bytes32 entropy;
    }

    uint256 private constant INDEX_BITS = 16;
    uint256 private constant MAX_LAYERS = type(uint16).max;
    uint256 private constant MAX_WORKS = type(uint32).max;
    /// @dev EIP-170's code size less the STOP that SSTORE2 writes first.
    uint256 private constant MAX_MANIFEST_BYTES = 24_575;

    /// @inheritdoc ILayerToken
    address public immutable artist;
    /// @inheritdoc ILayerToken
    uint256 public immutable cap;
    /// @inheritdoc ILayerToken
    uint256 public immutable deployBlock;

    /// @inheritdoc ILayerToken
    uint256 public works;
    uint256 private _layers;
    string private _baseURI;
    mapping(uint256 workId => Work) private _works;
    mapping(uint256 tokenId => StyleWord) private _words;
    mapping(uint256 tokenId => uint256) private _bounds;

    modifier onlyArtist() {
        if (msg.sender != artist) revert NotArtist(msg.sender);
        _;
    }

    /// @param artist_   who may create works
    /// @param cap_      how many layers the series may ever have
    /// @param baseURI_  what comes before the token id in a token's URI
    constructor(address artist_, uint256 cap_, string memory baseURI_) {
        artist = artist_;
        cap = cap_;
        deployBlock = block.number;
        _baseURI = baseURI_;
    }

    /// @inheritdoc ILayerToken
    function createWork(bytes32 entropy, bytes calldata manifest, TokenSetup[] calldata tokens)
        external
        onlyArtist
        returns (uint256 workId)
    {
        if (tokens.length < 2 || tokens.length > MAX_LAYERS + 1) revert BadLayerCount(tokens.length);
        if (manifest.length == 0 || manifest.length > MAX_MANIFEST_BYTES) {
            revert BadManifestLength(manifest.length, MAX_MANIFEST_BYTES);
        }
        uint256 layers = tokens.length - 1;
        uint256 layersThen = _layers + layers;
        if (layersThen > cap) revert SeriesCapExceeded(cap, layersThen);

        workId = works + 1;
        assert(workId <= MAX_WORKS);
        works = workId;
        _layers = layersThen;
        _works[workId] = Work({manifest: SSTORE2.write(manifest), layers: uint16(layers), entropy: entropy});
        emit WorkCreated(workId, msg.sender, layers, entropy, keccak256(manifest));

        for (uint256 index = 0; index < tokens.length; ++index) {
            _createToken(workId << INDEX_BITS | index, index, tokens[index]);
        }
    }

    /// @inheritdoc ILayerToken
    function setBaseURI(string calldata baseURI_) external onlyArtist {
        _baseURI = baseURI_;
        emit BaseURISet(baseURI_);
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc ILayerToken
    function setStyle(uint256 tokenId, bytes calldata changes, uint32 expectedRevision) external {
        _requireStyler(tokenId);
        StyleWord previous = _words[tokenId];
        if (previous.frozen()) revert StyleFrozen(tokenId);
        if (previous.revision() != expectedRevision) {
            revert StaleRevision(tokenId, expectedRevision, previous.revision());
        }
        if (previous.updatesLeft() == 0) revert NoUpdatesLeft(tokenId);

        StyleWord moved = changes.applyTo(previous, _bounds[tokenId]);
        if (StyleWord.unwrap(moved) == StyleWord.unwrap(previous)) revert NothingChanged(tokenId);
        StyleWord next = moved.asUpdated();

        _words[tokenId] = next;
        emit StyleChanged(
            tokenId, tokenId >> INDEX_BITS, msg.sender, StyleWord.unwrap(previous), StyleWord.unwrap(next)
        );
        _emitMetadataUpdates(tokenId);
    }

    /// @inheritdoc ILayerToken
    function freeze(uint256 tokenId) external {
        _requireStyler(tokenId);
        StyleWord word = _words[tokenId];
        if (word.frozen()) revert StyleFrozen(tokenId);
        _words[tokenId] = word.asFrozen();
        emit LayerFrozen(tokenId, msg.sender);
        _emitMetadataUpdates(tokenId);
    }

    /// @inheritdoc ILayerToken
    function styleOf(uint256 tokenId) external view returns (uint256) {
        _requireToken(tokenId);
        return StyleWord.unwrap(_words[tokenId]);
    }

    /// @inheritdoc ILayerToken
    function boundsOf(uint256 tokenId) external view returns (uint256) {
        _requireToken(tokenId);
        return _bounds[tokenId];
    }

    /// @inheritdoc ILayerToken
    function seedOf(uint256 tokenId) external view returns (bytes32) {
        _requireToken(tokenId);
        return keccak256(abi.encodePacked(address(this), _works[tokenId >> INDEX_BITS].entropy, tokenId));
    }

    /// @inheritdoc ILayerToken
    function manifestOf(uint256 workId) external view returns (bytes memory) {
        return SSTORE2.read(_work(workId).manifest);
    }

    /// @inheritdoc ILayerToken
    function workOf(uint256 workId) external view returns (bytes32 entropy, uint256 layers) {
        Work storage work = _work(workId);
        return (work.entropy, work.layers);
    }

    /// @inheritdoc ILayerToken
    function epochOf(uint256 tokenId) external view returns (uint48) {
        _requireToken(tokenId);
        return uint48(_getExtraData(tokenId));
    }

    /// @inheritdoc ILayerToken
    function isStyler(address account, uint256 tokenId) external view returns (bool) {
        return account == _requireToken(tokenId);
    }

    /// @inheritdoc ILayerToken
    function baseURI() external view returns (string memory) {
        return _baseURI;
    }

    /// @inheritdoc ERC721
    function name() public pure override returns (string memory) {
        return "Pentimento";
    }

    /// @inheritdoc ERC721
    function symbol() public pure override returns (string memory) {
        return "PNTM";
    }

    /// @inheritdoc ERC721
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireToken(tokenId);
        return string.concat(_baseURI, tokenId.toString());
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == 0x49064906 || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc ERC721
    /// @dev Solady's is payable because the standard lets it be; value sent here would be lost.
    function approve(address account, uint256 tokenId) public payable override {
        if (msg.value != 0) revert ValueNotAccepted();
        super.approve(account, tokenId);
    }

    /// @dev Every way to transfer passes here, and each is payable in Solady.
    function _beforeTokenTransfer(address, address, uint256) internal override {
        if (msg.value != 0) revert ValueNotAccepted();
    }

    /// @dev A new owner begins a new epoch; a mint is epoch 0.
    function _afterTokenTransfer(address from, address, uint256 tokenId) internal override {
        if (from != address(0)) _setExtraData(tokenId, _getExtraData(tokenId) + 1);
    }

    /// @dev No receiver is asked at a mint: an owner whose account runs delegated code (EIP-7702) might refuse, and one
    ///      refusal would undo the whole work.
    function _createToken(uint256 tokenId, uint256 index, TokenSetup calldata setup) private {
        if (setup.bounds >> LEVERS_BITS != 0) revert BadBounds(index);
        StyleWord word = StyleWord.wrap(setup.word);
        if (word.revision() != 0 || word.flags() != 0) revert BadFirstWord(index);
        for (uint256 i = 0; i < MAX_LEVERS; ++i) {
            if (word.lever(i) > uint16(setup.bounds >> (i * LEVER_BITS))) revert BadFirstWord(index);
        }
        _bounds[tokenId] = setup.bounds;
        _words[tokenId] = word;
        _mint(setup.owner, tokenId);
        emit SchemaSet(tokenId, setup.bounds, setup.word);
    }

    /// @dev ERC-4906 for the token and for the master, whose picture is the whole work.
    function _emitMetadataUpdates(uint256 tokenId) private {
        emit MetadataUpdate(tokenId);
        uint256 master = tokenId >> INDEX_BITS << INDEX_BITS;
        if (tokenId != master) emit MetadataUpdate(master);
    }

    function _requireStyler(uint256 tokenId) private view {
        if (msg.sender != _requireToken(tokenId)) revert NotStyler(msg.sender, tokenId);
    }

    function _requireToken(uint256 tokenId) private view returns (address owner) {
        owner = _ownerOf(tokenId);
        if (owner == address(0)) revert UnknownToken(tokenId);
    }

    function _work(uint256 workId) private view returns (Work storage work) {
        work = _works[workId];
        if (work.manifest == address(0)) revert UnknownWork(workId);
    }
}
